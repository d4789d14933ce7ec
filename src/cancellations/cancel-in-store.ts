import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { queueOf } from '../stores/link-store.ts'
import { isConnected, storeLinks, stores } from '../stores/tables.ts'
import { askedCancellation } from './asked-cancellation.ts'
import { cancelOfferCard } from './cancellation-cards.ts'

export const CancelInStore = z.object({ order: z.string().min(1), money: z.enum(['refund', 'keep']) })

/** Asks the store of an order that is cancelled here to cancel it too, with the money or without. Asked again, it tries again. */
export async function cancelInStore(verb: Verb, input: z.infer<typeof CancelInStore>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  const { number } = order
  if (!order.cancelledAt) throw new Refusal(`Order ${number} isn’t cancelled here. Type /order cancel ${number} first.`)
  const store = await whereToCancel(verb, order)
  if (!store) throw new Refusal(`I can’t cancel orders in the store of ${number}. Cancel it there yourself.`)
  const left = leftOf(order)
  const before = await askedCancellation(verb.db, order.id)
  if (before ? (before.refund !== null) !== (input.money === 'refund') : input.money === 'refund' && left.minor <= 0)
    throw new Refusal(
      before
        ? `${store} was asked to cancel ${number} ${withMoney(before.refund)}, and that stays. Put the money right in the store.`
        : `Nothing is left to refund of ${number}. Cancel it without a refund.`,
      'money',
    )
  const refund = before ? before.refund : input.money === 'refund' ? inMoney(left) : null
  if (!before) await verb.record('cancellation.asked', order.id, { number, store, refund })
  await verb.owe({ name: 'order.cancel-in-store', subject: order.id, queue: queueOf(order.storeId) })
  return { text: `I am asking ${store} to cancel ${number} ${withMoney(refund)}. Its story says when that is done.` }
}

/** `and refund EUR 12.00` */
const withMoney = (refund: string | null): string => (refund ? `and refund ${refund}` : 'without a refund')

/** The card that asks whether the store cancels it too; null where Waybill can't do that. */
export async function offerToCancel(verb: Verb, order: Order, summary: string): Promise<Card | null> {
  const store = await whereToCancel(verb, order)
  return store ? cancelOfferCard(order, store, leftOf(order), summary) : null
}

/** What the store still has of the customer’s money, as far as Waybill knows. */
const leftOf = ({ paidMinor, refundedMinor, currency, financialStatus }: Order): Money => ({
  minor: financialStatus === 'pending' ? 0 : paidMinor - refundedMinor,
  currency,
})

/** The name of an order's store, where Waybill can cancel orders. */
async function whereToCancel({ db, outside }: Verb, { storeId }: Order): Promise<string | null> {
  const [found] = await db
    .select({ kind: storeLinks.kind, name: stores.name })
    .from(storeLinks)
    .innerJoin(stores, eq(stores.id, storeLinks.storeId))
    .where(and(eq(storeLinks.storeId, storeId), isConnected))
  return found && outside.storefronts.get(found.kind)?.cancel ? found.name : null
}
