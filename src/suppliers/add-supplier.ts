import { and, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { suppliers } from './tables.ts'
import { Zone } from './zone.ts'

export const SupplierName = z.string().trim().min(1).pipe(truncated(80))

export const AddSupplier = z.object({
  name: SupplierName,
  zone: Zone.optional(),
  /** Clock hours from sent to shipped. */
  shipHours: z.coerce.number().int().min(1).max(720).optional(),
  instructions: truncated(3_000).optional(),
})
type Given = z.infer<typeof AddSupplier>

const NEXT = 'Next: /supplier room, /supplier contact and /supplier sku.'

/** Adds a supplier, or one that was removed again. Its room, contacts and SKUs follow. */
export async function addSupplier(verb: Verb, input: Given): Promise<Outcome> {
  const { name, zone = 'UTC', shipHours = 48, instructions = null } = input
  const [supplier] = await verb.db
    .insert(suppliers)
    .values({ name, zone, shipHours, instructions, addedAt: verb.now })
    .onConflictDoNothing()
    .returning()
  if (!supplier) return bringBack(verb, input)
  await verb.record('supplier.added', supplier.id, { name: supplier.name })
  return {
    text: `${supplier.name} was added, on ${supplier.zone} time, to ship within ${supplier.shipHours} hours. ${NEXT}`,
  }
}

/** One that was removed comes back as it was, but for what is said otherwise now. */
async function bringBack(verb: Verb, { name, ...others }: Given): Promise<Outcome> {
  const [back] = await verb.db
    .update(suppliers)
    .set({ ...others, removedAt: null })
    .where(and(sql`lower(${suppliers.name}) = lower(${name})`, isNotNull(suppliers.removedAt)))
    .returning()
  if (!back) throw new Refusal(`There is a supplier “${name}” already. See /supplier show.`, 'name')
  await verb.record('supplier.returned', back.id, { name: back.name })
  return { text: `${back.name} is back, with its records and its terms. ${NEXT}` }
}

/** @throws Refusal when another supplier has that name, one that was removed included. */
export async function mustBeFree({ db }: Verb, name: string, except: string): Promise<void> {
  const [other] = await db.select().from(suppliers).where(sql`lower(${suppliers.name}) = lower(${name})`)
  if (!other || other.id === except) return
  const why = other.removedAt ? 'A supplier that was removed is called' : 'Another supplier is called'
  throw new Refusal(`${why} “${other.name}”. Choose another name.`, 'name')
}
