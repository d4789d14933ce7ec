import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { newestAccepted, newestVersion } from './agreements.ts'
import { type Edits, TERMS_PARTS, type TermsPart } from './edit-terms.ts'
import { findSupplier, supplierById } from './find-supplier.ts'
import { proposeTerms } from './propose-terms.ts'
import type { Supplier } from './tables.ts'
import { termsCard } from './terms-cards.ts'

const part = z.string().trim().max(4_000).optional()
const parts = Object.fromEntries(Object.keys(TERMS_PARTS).map(name => [name, part])) as Record<TermsPart, typeof part>

export const SupplierTerms = z.object({
  /** In a supplier's own room it need not be named. */
  supplier: z.string().min(1).optional(),
  ...parts,
  /** The newest version when the form was opened. */
  version: z.number().int().optional(),
})

/** Shows what a supplier has agreed to; with a changed part it proposes that, which only staff may. */
export async function supplierTerms(verb: Verb, input: z.infer<typeof SupplierTerms>): Promise<Outcome> {
  const { supplier: named, version, ...edits } = input
  const supplier = await whose(verb, named)
  const isEdit = Object.values(edits).some(text => text !== undefined)
  if (!isEdit) return showTerms(verb, supplier)
  if (verb.actor.side === 'supplier')
    throw new Refusal('Terms are proposed by the shop’s staff. Tell them what should change.')
  return proposeTerms(verb, supplier, edits satisfies Edits, version ?? null)
}

/** A supplier's contacts learn nothing about another's terms, not even that they exist. */
async function whose({ db, actor }: Verb, named: string | undefined): Promise<Supplier> {
  if (actor.side === 'supplier') {
    const own = await supplierById(db, actor.supplierId)
    if (named === undefined || named === own.id || named.toLowerCase() === own.name.toLowerCase()) return own
    throw new Refusal('Here you can see your own terms: /supplier terms', 'supplier')
  }
  if (named !== undefined) return findSupplier(db, named)
  const roomId = actor.side === 'staff' ? actor.roomId : null
  const [room] = roomId ? await db.select().from(rooms).where(eq(rooms.id, roomId)) : []
  if (room?.supplierId) return supplierById(db, room.supplierId)
  throw new Refusal('Name the supplier: /supplier terms Lumen', 'supplier')
}

async function showTerms({ db, actor }: Verb, supplier: Supplier): Promise<Outcome> {
  const newest = await newestVersion(db, supplier.id)
  const inForce = await newestAccepted(db, supplier.id)
  const card = termsCard({ supplier, inForce, newest }, actor.side === 'supplier' ? 'supplier' : 'staff')
  return { text: card.summary, card }
}
