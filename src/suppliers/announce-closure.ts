import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { holdAgreement } from './agreements.ts'
import { closureWords, mustLieAhead, readClosures } from './closures.ts'
import { supplierById } from './find-supplier.ts'
import { termsInForce } from './in-force.ts'
import { closures } from './tables.ts'

export const AnnounceClosure = z.object({ days: z.string().trim().min(1).max(1_000) })

/** A supplier says when it is closed. Its due times move once staff accept that. */
export async function announceClosure(verb: Verb, input: z.infer<typeof AnnounceClosure>): Promise<Outcome> {
  const { actor, db, now } = verb
  if (actor.side !== 'supplier')
    throw new Refusal('A supplier announces its own closures. Propose yours: /supplier terms')
  const { supplierId } = actor
  await holdAgreement(db, supplierId)
  const { zone } = await supplierById(db, supplierId)
  const named = readClosures(input.days, 'days')
  const { closed } = (await termsInForce(db, supplierId)).terms.calendar
  const open = await db
    .select()
    .from(closures)
    .where(and(eq(closures.supplierId, supplierId), isOpen))
  const known = [...closed, ...open.flatMap(({ days }) => days)]
  mustLieAhead(named, known, { zone, now, field: 'days' })
  const days = named.filter(one => !known.includes(one))
  if (days.length === 0)
    throw new Refusal('Name days that the shop does not know of yet, such as 2026-12-24 to 2027-01-02.', 'days')
  const row = { supplierId, days, announcedAt: now, announcedBy: actor.name }
  const [made] = await db.insert(closures).values(row).returning({ id: closures.id })
  if (!made) throw new Error('a closure was not inserted')
  await verb.record('closure.announced', made.id, { supplierId, days })
  return { text: `The shop was asked to accept that you are closed: ${closureWords(days)}.` }
}

/** Nobody has answered it. */
const isOpen = and(isNull(closures.acceptedAt), isNull(closures.refusedAt))
