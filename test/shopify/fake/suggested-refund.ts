import type { Line } from './line.ts'
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
  const paid = pieces.flatMap(({ lineItemId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineItemId)
    return line ? [paidFor(line, quantity)] : []
  })
  const subtotal = paid.reduce((sum, one) => sum + one.subtotal, 0)
  const tax = paid.reduce((sum, one) => sum + one.tax, 0)
  const shipping = shippingOf(order, asked)
  const most = order.total - order.refundedCents
  const cents = Math.min(subtotal + tax + shipping, most)
  return {
    amountSet: order.money(cents),
    maximumRefundableSet: order.money(most),
    subtotalSet: order.money(subtotal),
    totalTaxSet: order.money(tax),
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

/** Cents of the shop's currency: after discounts, and the tax on top. */
export function paidFor({ price, quantity, discount, tax }: Line, pieces: number): { subtotal: number; tax: number } {
  const share = (of: number) => Math.round((of * pieces) / quantity)
  return { subtotal: price * pieces - share(discount), tax: share(tax) }
}

function shippingOf(order: FakeOrder, { refundShipping, shippingAmount }: SuggestRefund): number {
  if (shippingAmount) return Math.min(order.centsOf(shippingAmount), order.shippingPrice)
  return refundShipping ? order.shippingPrice : 0
}
