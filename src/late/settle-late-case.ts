import { z } from 'zod'
import { awaitAnswer, markAnswered } from '../cases/await-answer.ts'
import { markClosed } from '../cases/close-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openLateCaseOf } from './late-cases.ts'
import { breachesOf } from './late-view.ts'
import { isStillLate } from './notice.ts'
import { readMilestones } from './read-milestones.ts'

export const SettleLateCase = z.object({
  purchaseOrder: z.uuid(),
  by: z.string(),
  /** What they did, as an answer: `promised 2026-11-25`; null where it is none. */
  how: z.string().nullable(),
  /** Why the case closes where nothing of it stands any more. */
  ends: z.string(),
})

/**
 * Follows what happened to a purchase order in its late case: where nothing that was late still is, the case closes;
 * else it is an answer, and stops the escalation until the promised day. An answer without a day ahead starts a new wait.
 */
export async function settleLateCase(verb: Verb, input: z.infer<typeof SettleLateCase>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const [one] = await verb.db.select().from(cases).where(openLateCaseOf(po.id))
  if (!one) return { text: `${po.number} has no late case.` }
  const [watched] = await readMilestones(verb.db, [po.id])
  const milestones = watched?.milestones
  const breaches = await breachesOf(verb.db, [one.id])
  if (!milestones || !breaches.some(breach => isStillLate(breach, milestones))) {
    const reason = po.declinedAt ? 'declined' : milestones?.endedAt ? 'cancelled' : input.ends
    await markClosed(verb, one, { by: input.by, reason, note: null })
    return { text: `${one.number} is closed.` }
  }
  if (input.how === null) return { text: 'Nothing was answered.' }
  await markAnswered(verb, one, { by: input.by, how: input.how })
  const until = milestones.promisedBy
  if (!until || until <= verb.now) await awaitAnswer(verb, one, 'supplier')
  return { text: `${one.number} is answered.` }
}
