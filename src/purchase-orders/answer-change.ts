import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/command.ts'
import { Refusal } from '../kernel/refusal.ts'
import { cancelPurchaseOrder } from './cancel-order.ts'
import { loadPurchaseOrder } from './load-purchase-order.ts'
import { type Change, changes, type PurchaseOrder, purchaseOrderLines } from './tables.ts'

export const AnswerChange = z.object({
  purchaseOrder: z.string(),
  change: z.string(),
  answer: z.enum(['accept', 'refuse']),
  note: z.string().trim().max(1_000).optional(),
})

/** The supplier accepts or refuses a change after forwarding. What was accepted is done at once. */
export async function answerChange(verb: Verb, input: z.infer<typeof AnswerChange>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const mine = and(eq(changes.id, input.change), eq(changes.purchaseOrderId, po.id))
  const [change] = await verb.db.select().from(changes).where(mine)
  if (!change) throw new Refusal(`There is no such change of ${po.number}.`)
  if (change.acceptedAt ?? change.refusedAt)
    throw new Refusal(`${change.answeredBy} has ${change.acceptedAt ? 'accepted' : 'refused'} this already.`)
  const accepted = input.answer === 'accept'
  if (accepted && po.shippedAt) throw new Refusal(`${po.number} has shipped already. Refuse the change instead.`)
  const answer = accepted ? { acceptedAt: verb.now } : { refusedAt: verb.now }
  await verb.db
    .update(changes)
    .set({ ...answer, answeredBy: verb.actor.name, note: input.note ?? null })
    .where(mine)
  const data = { orderId: po.orderId, number: po.number, changeId: change.id, what: change.what }
  if (accepted) await verb.record('change.accepted', po.id, data)
  else await verb.record('change.refused', po.id, { ...data, note: input.note ?? null })
  if (accepted) await carryOut(verb, po, change)
  return {
    text: accepted
      ? `Accepted: ${po.number} is changed.`
      : `Refused: ${po.number} stays as it was. The staff have been told.`,
  }
}

async function carryOut(verb: Verb, po: PurchaseOrder, change: Change): Promise<void> {
  if (change.kind === 'cancel') return cancelPurchaseOrder(verb, po, change.what)
  for (const [orderLineId, quantity] of Object.entries(change.quantities)) {
    const line = and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(purchaseOrderLines.orderLineId, orderLineId))
    await verb.db.update(purchaseOrderLines).set({ quantity }).where(line)
  }
}
