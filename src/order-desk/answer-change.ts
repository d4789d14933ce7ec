import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { changes } from '../purchase-orders/tables.ts'
import { carryOut } from './carry-out-change.ts'
import { purchaseOrderView } from './order-view.ts'

export const AnswerChange = z.object({
  purchaseOrder: z.string().min(1),
  change: z.uuid(),
  answer: z.enum(['accept', 'refuse']),
  note: truncated(1_000).optional(),
})

/** The supplier accepts or refuses a change after forwarding. What was accepted is done at once. */
export async function answerChange(verb: Verb, input: z.infer<typeof AnswerChange>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const view = await purchaseOrderView(verb.db, po)
  const change = view.changes.find(one => one.id === input.change)
  if (!change) throw new Refusal(`There is no such change to ${po.number}.`)
  if (change.acceptedAt ?? change.refusedAt)
    throw new Refusal(`${change.answeredBy} has ${change.acceptedAt ? 'accepted' : 'refused'} this already.`)
  if (!isAsked(change, view)) throw new Refusal(`This is no longer requested from ${po.number}. See its newest card.`)
  const accepted = input.answer === 'accept'
  if (accepted && po.shippedAt) throw new Refusal(`${po.number} has shipped already. Refuse the change instead.`)
  const answer = accepted ? { acceptedAt: verb.now } : { refusedAt: verb.now }
  await verb.db
    .update(changes)
    .set({ ...answer, answeredBy: verb.actor.name, note: input.note ?? null })
    .where(eq(changes.id, change.id))
  const data = { orderId: po.orderId, number: po.number, changeId: change.id, what: change.what }
  if (!accepted) {
    await verb.record('change.refused', po.id, { ...data, note: input.note ?? null })
    return { text: `Refused: ${po.number} stays as it was. The shop’s staff have been notified.` }
  }
  await carryOut(verb, view, change)
  await verb.record('change.accepted', po.id, data)
  return { text: `Accepted: ${po.number} is changed.` }
}
