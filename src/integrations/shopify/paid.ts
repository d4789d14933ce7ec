import { readMinor, roundMinor } from '../../kernel/words/minor.ts'
import type { ShopifyOrder } from './payload.ts'

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

function sum(amounts: Amounts, currency: string): number {
  return amounts.reduce((all, { amount, price, amount_set, price_set }) => {
    const written = amount ?? price ?? amount_set?.shop_money?.amount ?? price_set?.shop_money?.amount
    return all + (written ? roundMinor(written, currency, 'A tax or discount') : 0)
  }, 0)
}
