import { z } from 'zod'
import { awaitAnswer, markAnswered } from '../cases/await-answer.ts'
import { markClosed } from '../cases/close-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openLateCaseOf } from './late-cases.ts'
import { breachesOf } from './late-view.ts'
import { stands } from './notice.ts'
import { readStandings } from './read-standing.ts'

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
 * else it is an answer, and stops the ladder until the promised day. An answer without a day ahead starts a new wait.
 */
export async function settleLateCase(verb: Verb, input: z.infer<typeof SettleLateCase>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const [one] = await verb.db.select().from(cases).where(openLateCaseOf(po.id))
  if (!one) return { text: `${po.number} has no late case.` }
  const [watched] = await readStandings(verb.db, [po.id])
  const standing = watched?.standing
  const breaches = await breachesOf(verb.db, one.id)
  if (!standing || !breaches.some(breach => stands(breach, standing))) {
    const reason = po.declinedAt ? 'declined' : standing?.endedAt ? 'cancelled' : input.ends
    await markClosed(verb, one, { by: input.by, reason, note: null })
    return { text: `${one.number} is closed.` }
  }
  if (input.how === null) return { text: 'Nothing was answered.' }
  await markAnswered(verb, one, { by: input.by, how: input.how })
  const until = standing.promisedBy
  if (!until || until <= verb.now) await awaitAnswer(verb, one, 'supplier')
  return { text: `${one.number} is answered.` }
}
