import { numberOf } from './ids.ts'
import type { FakeOrder } from './order.ts'
import { type Paging, page } from './page.ts'
import type { FakeShop } from './shop.ts'
import { paidFor, type RefundedLine } from './suggested-refund.ts'
import { existing, Wrong } from './wrong.ts'

/** Money that went back. */
export class Refund {
  readonly id: string
  readonly createdAt: string
  readonly order: FakeOrder
  /** Of the shop's currency. */
  readonly cents: number
  readonly note: string | null
  readonly lines: readonly RefundedLine[]

  constructor(
    id: string,
    order: FakeOrder,
    made: { at: string; cents: number; note: string | null; lines: readonly RefundedLine[] },
  ) {
    this.id = id
    this.order = order
    this.createdAt = made.at
    this.cents = made.cents
    this.note = made.note
    this.lines = made.lines
  }

  get legacyResourceId() {
    return numberOf(this.id)
  }

  get processedAt() {
    return this.createdAt
  }

  refundLineItems(paging: Paging) {
    const told = this.lines.flatMap(({ lineItemId, quantity }) => {
      const lineItem = this.order.lines.find(({ id }) => id === lineItemId)
      if (!lineItem) return []
      return [
        {
          id: `${this.id}/${lineItemId}`,
          lineItem,
          quantity,
          subtotalSet: this.order.money(paidFor(lineItem, quantity).subtotal),
          totalTaxSet: this.order.money(paidFor(lineItem, quantity).tax),
        },
      ]
    })
    return page(told, paging)
  }

  refundShippingLines(paging: Paging) {
    return page([], paging)
  }

  transactions(paging: Paging) {
    const paidBack = { id: `${this.id}/1`, gateway: 'shopify_payments', kind: 'REFUND', status: 'SUCCESS' }
    return page([{ ...paidBack, amountSet: this.totalRefundedSet }], paging)
  }

  get totalRefundedSet() {
    return this.order.money(this.cents)
  }
}

export type RefundInput = {
  orderId: string
  currency?: string | null
  note?: string | null
  notify?: boolean | null
  allowOverRefunding?: boolean | null
  refundLineItems?: readonly RefundedLine[] | null
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null
  transactions?: readonly { orderId: string; parentId?: string | null; gateway: string; amount: string }[] | null
}

/** Gives money back: as much as its transactions say, which is none where there are none. */
export function createRefund(shop: FakeShop, input: RefundInput): Refund {
  const order = existing(shop.orders.get(input.orderId), 'Order does not exist', ['orderId'])
  const differs = order.presentmentCurrencyCode !== order.currencyCode
  if ((differs && !input.currency) || (input.currency && input.currency !== order.presentmentCurrencyCode))
    throw new Wrong('Currency must be the presentment currency of the order', ['currency'])
  if (shop.disputed) throw new Wrong('The payment is disputed.', ['transactions'])
  const lines = input.refundLineItems ?? []
  for (const { lineItemId, quantity } of lines) {
    const line = existing(
      order.lines.find(({ id }) => id === lineItemId),
      'Line item does not exist',
      ['refundLineItems'],
    )
    if (quantity < 1 || quantity > line.refundableQuantity)
      throw new Wrong('Quantity cannot refund more items than were purchased', ['refundLineItems'])
  }
  const cents = (input.transactions ?? []).reduce((sum, { amount }) => sum + order.centsOf(amount), 0)
  if (cents > order.total - order.refundedCents && !input.allowOverRefunding)
    throw new Wrong('Refund amount is greater than net payment received', ['transactions'])
  for (const { parentId } of input.transactions ?? [])
    if (parentId !== order.saleId) throw new Wrong('Parent transaction does not exist', ['transactions', 'parentId'])
  return shop.refund(order, { cents, lines, note: input.note ?? null, notify: input.notify ?? false })
}
