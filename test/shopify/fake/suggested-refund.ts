import type { FakeOrder } from './order.ts'

export type RefundedLine = { lineItemId: string; quantity: number; restockType?: string | null }
export type SuggestRefund = {
  refundLineItems?: readonly RefundedLine[] | null
  refundShipping?: boolean | null
  /** In the customer's currency. */
  shippingAmount?: string | null
  suggestFullRefund?: boolean | null
}

/** What Shopify would give back: the pieces at what was paid, shipping if asked for, and never more than is left. */
export function suggestRefund(order: FakeOrder, asked: SuggestRefund) {
  const pieces = asked.suggestFullRefund
    ? order.lines.map(({ id, refundableQuantity }) => ({ lineItemId: id, quantity: refundableQuantity }))
    : (asked.refundLineItems ?? [])
  const subtotal = pieces.reduce((sum, one) => sum + one.quantity * priceOf(order, one.lineItemId), 0)
  const shipping = shippingOf(order, asked)
  const most = order.total - order.refundedCents
  const cents = Math.min(subtotal + shipping, most)
  return {
    amountSet: order.money(cents),
    maximumRefundableSet: order.money(most),
    subtotalSet: order.money(subtotal),
    shipping: { amountSet: order.money(shipping), maximumRefundableSet: order.money(order.shippingPrice) },
    suggestedTransactions:
      cents > 0
        ? [
            {
              amountSet: order.money(cents),
              gateway: 'shopify_payments',
              kind: 'SUGGESTED_REFUND',
              parentTransaction: { id: order.saleId, gateway: 'shopify_payments', kind: 'SALE' },
            },
          ]
        : [],
  }
}

function priceOf(order: FakeOrder, id: string): number {
  return order.lines.find(line => line.id === id)?.price ?? 0
}

function shippingOf(order: FakeOrder, { refundShipping, shippingAmount }: SuggestRefund): number {
  if (shippingAmount) return Math.min(order.centsOf(shippingAmount), order.shippingPrice)
  return refundShipping ? order.shippingPrice : 0
}
