import { z } from 'zod'
import { mustNotName } from '../cases/for-supplier.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openQuestion } from './open-question.ts'

/** What a question or an answer holds, characters. */
export const MOST_WORDS = 1_500

export const AskAbout = z.object({
  purchaseOrder: z.string().min(1),
  question: z.string().trim().min(1, 'write what you want to know').pipe(truncated(MOST_WORDS)),
})

/** A supplier asks the shop about a purchase order, or staff ask its supplier; the other side is reminded until it answers. */
export async function askAbout(verb: Verb, { question, ...named }: z.infer<typeof AskAbout>): Promise<Outcome> {
  const { po, supplier } = await loadPurchaseOrder(verb.db, verb.actor, named.purchaseOrder)
  if (!po.sentAt) throw new Refusal(`${po.number} has not been sent yet. Send it first: /po send ${po.number}`)
  await mustNotName(verb, po.orderId, question, 'question')
  const asker = verb.actor.side === 'supplier' ? 'supplier' : 'staff'
  const { number } = await openQuestion(verb, po, { asker, question, inThread: false })
  return asker === 'staff'
    ? { text: `${number}: ${supplier.name} was asked about ${po.number}.` }
    : { text: `${number}: the shop was asked about ${po.number}. Its answer comes to your room.` }
}
