import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { holdAgreement, isAnswered, newestVersion } from './agreements.ts'
import { closureWords, writeClosures } from './closures.ts'
import { editTerms } from './edit-terms.ts'
import { supplierById } from './find-supplier.ts'
import { termsInForce } from './in-force.ts'
import { agreements, type Closure, closures, type Supplier } from './tables.ts'
import type { Terms } from './terms.ts'

export const AnswerClosure = z.object({ closure: z.uuid(), answer: z.enum(['accept', 'refuse']) })

/**
 * Staff accept or refuse a closure. One that is accepted is part of the agreement from then on, so it moves what is due
 * like every other closure. Of two who answer, the first wins.
 */
export async function answerClosure(verb: Verb, input: z.infer<typeof AnswerClosure>): Promise<Outcome> {
  const { actor, db, now } = verb
  const [found] = await db.select().from(closures).where(eq(closures.id, input.closure)).for('update')
  if (!found) throw new Refusal('There is no such closure here.')
  if (found.acceptedAt ?? found.refusedAt)
    throw new Refusal(`${found.answeredBy} has ${found.acceptedAt ? 'accepted' : 'refused'} this already.`)
  const { id, supplierId, days } = found
  const supplier = await supplierById(db, supplierId)
  const accepts = input.answer === 'accept'
  const times = accepts ? { acceptedAt: now } : { refusedAt: now }
  await db
    .update(closures)
    .set({ ...times, answeredBy: actor.name })
    .where(eq(closures.id, id))
  await verb.record(accepts ? 'closure.accepted' : 'closure.refused', id, { supplierId })
  if (!accepts) return { text: `Refused. ${supplier.name} has been notified, and its orders are due as before.` }
  await agreeOn(verb, supplier, found)
  return { text: `Accepted: ${supplier.name} is closed ${closureWords(days)}. What is due then moves.` }
}

/** A version that differs from the one in force by the closure alone. One that waits for an answer is proposed again with it. */
async function agreeOn(verb: Verb, supplier: Supplier, closure: Closure): Promise<void> {
  await holdAgreement(verb.db, supplier.id)
  const newest = await newestVersion(verb.db, supplier.id)
  const waiting = newest && !isAnswered(newest) ? newest : null
  const { terms } = await termsInForce(verb.db, supplier.id)
  const version = (newest?.version ?? 0) + 1
  const by = { proposedAt: closure.announcedAt, proposedBy: closure.announcedBy }
  const agreed = { acceptedAt: verb.now, answeredBy: verb.actor.name }
  const id = await insert(verb, supplier, { version, terms: closedToo(terms, supplier, closure), ...by, ...agreed })
  await verb.record('agreement.accepted', id, { supplierId: supplier.id, version, closure: true })
  if (!waiting) return
  const again = { version: version + 1, terms: closedToo(waiting.terms, supplier, closure) }
  const proposed = { proposedAt: verb.now, proposedBy: waiting.proposedBy }
  const data = { supplierId: supplier.id, version: again.version, replaces: waiting.id }
  await verb.record('agreement.proposed', await insert(verb, supplier, { ...again, ...proposed }), data)
}

/** Terms with further closures. Pure. @throws Refusal where a calendar has too many */
function closedToo(terms: Terms, { zone }: Supplier, { days }: Closure): Terms {
  return editTerms(terms, { closed: writeClosures([...terms.calendar.closed, ...days]) }, zone)
}

type Version = Omit<typeof agreements.$inferInsert, 'id' | 'supplierId'>

async function insert({ db }: Verb, { id: supplierId }: Supplier, version: Version): Promise<string> {
  const [made] = await db
    .insert(agreements)
    .values({ supplierId, ...version })
    .returning({ id: agreements.id })
  if (!made) throw new Error('an agreement was not inserted')
  return made.id
}
