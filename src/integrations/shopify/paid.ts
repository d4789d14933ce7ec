import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readMinor, roundMinor } from './amount.ts'
import type { ShopifyOrder, ShopifyRefund } from './payload.ts'

type Amounts = ShopifyOrder['line_items'][number]['tax_lines']
type Charged = { discount_allocations: Amounts; tax_lines: Amounts }
export type Paid = { discountMinor: number; taxMinor: number; paidMinor: number }

/**
 * What was paid for something of this price: less its share of every discount (`discount_allocations` holds the line's
 * own
 * and the order's), with its tax, which comes on top where `taxes_included` is false.
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function paid(priceMinor: number, charged: Charged, taxesIncluded: boolean | null, currency: string): Paid {
  const discountMinor = sum(charged.discount_allocations, currency)
  const taxMinor = sum(charged.tax_lines, currency)
  return { discountMinor, taxMinor, paidMinor: priceMinor - discountMinor + (taxesIncluded ? 0 : taxMinor) }
}

/** Shipping as a line of its own, over all shipping lines of the order. */
export function paidForShipping(order: ShopifyOrder, currency: string): number {
  return order.shipping_lines
    .filter(line => !line.is_removed)
    .map(line => {
      const price = line.price ?? line.discounted_price
      return paid(price ? readMinor(price, currency, 'Shipping') : 0, line, order.taxes_included, currency).paidMinor
    })
    .reduce((all, one) => all + one, 0)
}

/** The refunds, each by its own id: what was paid back, or where no payment is given, what its parts come to. */
export function readRefunds(order: ShopifyOrder, currency: string): IncomingOrder['refunds'] {
  return order.refunds.map(refund => {
    if (!refund.id) throw new Refusal('One of its refunds has no id.')
    const lines = refund.refund_line_items.map(line => ({
      line: line.line_item_id,
      quantity: line.quantity,
      amountMinor: of(line.subtotal, currency) + (order.taxes_included ? 0 : of(line.total_tax, currency)),
    }))
    const shippingMinor = refund.order_adjustments
      .filter(({ kind }) => kind === 'shipping_refund')
      .reduce(
        (all, one) => all - of(one.amount, currency) - (order.taxes_included ? 0 : of(one.tax_amount, currency)),
        0,
      )
    const at = refund.processed_at ?? refund.created_at
    const parts = lines.reduce((all, line) => all + line.amountMinor, shippingMinor)
    return {
      externalId: refund.id,
      at: at && !Number.isNaN(Date.parse(at)) ? new Date(at) : null,
      amountMinor: paidBack(refund, currency) ?? parts,
      shippingMinor,
      lines: merged(lines),
    }
  })
}

function paidBack({ transactions }: ShopifyRefund, currency: string): number | null {
  if (!transactions) return null
  // What was paid back in the customer's own currency isn't an amount of ours.
  if (transactions.some(one => one.currency && one.currency.toUpperCase() !== currency.toUpperCase())) return null
  return transactions
    .filter(({ kind, status }) => kind === 'refund' && (status === 'success' || status === null))
    .reduce((all, { amount }) => all + of(amount, currency), 0)
}

/** One entry a line, though Shopify tells a line once for each place it was restocked to. */
function merged(lines: IncomingOrder['refunds'][number]['lines']): typeof lines {
  return [...Map.groupBy(lines, ({ line }) => line)].map(([line, own]) => ({
    line,
    quantity: own.reduce((all, one) => all + one.quantity, 0),
    amountMinor: own.reduce((all, one) => all + one.amountMinor, 0),
  }))
}

const of = (amount: string | null, currency: string) => (amount ? roundMinor(amount, currency, 'A refund') : 0)

function sum(amounts: Amounts, currency: string): number {
  return amounts.reduce((all, { amount, price, amount_set, price_set }) => {
    const written = amount ?? price ?? amount_set?.shop_money?.amount ?? price_set?.shop_money?.amount
    return all + (written ? roundMinor(written, currency, 'A tax or discount') : 0)
  }, 0)
}
