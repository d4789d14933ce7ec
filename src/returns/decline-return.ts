import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { markClosed } from '../cases/close-case.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { reasonFrom } from '../orders/order.ts'
import { loadReturn } from './load-return.ts'
import { RETURN_DECLINES, returnDeclines } from './reason.ts'
import { returns } from './tables.ts'

export const DeclineReturn = z.object({
  case: z.string().min(1),
  reason: reasonFrom(returnDeclines, RETURN_DECLINES),
  note: truncated(1_000).optional(),
})

/** The supplier won’t take it back, with a reason. Staff may reopen the return, which asks again. */
export async function declineReturn(verb: Verb, input: z.infer<typeof DeclineReturn>): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, 'decline')
  await mustNotName(verb, one.orderId, input.note, 'note')
  const { reason, note = null } = input
  const by = verb.actor.name
  const no = { declinedAt: verb.now, declinedBy: by, declineReason: reason, declineNote: note }
  await verb.db.update(returns).set(no).where(eq(returns.caseId, one.id))
  await verb.record('return.declined', one.id, { ...factOf(one), by, reason, note })
  await markClosed(verb, one, { by, reason: 'return_declined', note: null })
  return { text: `${one.number} is declined. The shop’s staff have been notified.` }
}
