import { readMinor } from '../../kernel/words/minor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { paid } from './paid.ts'
import type { Pair, ShopifyLine, ShopifyOrder, ShopifyRefund } from './payload.ts'

type IncomingLine = IncomingOrder['lines'][number]

/**
 * Every line that was ever bought, amounts in minor units of the shop's currency; what was refunded or removed whole
 * has the
 * quantity 0.
 * @throws Refusal naming the line that has no title or no price.
 */
export function readLines(order: ShopifyOrder, currency: string): IncomingLine[] {
  return order.line_items.map((line, index) => readLine(line, `Line ${index + 1}`, order, currency))
}

function readLine(line: ShopifyLine, where: string, order: ShopifyOrder, currency: string): IncomingLine {
  const title = line.title ?? line.name ?? line.variant_title ?? line.sku
  if (!title) throw new Refusal(`${where} has neither a title nor an SKU.`)
  const price = line.price ?? line.price_set?.shop_money?.amount
  if (price == null) throw new Refusal(`${where}, “${title}”, has no price.`)
  const priceMinor = readMinor(price, currency, `${where}, “${title}”`)
  const quantity = wanted(line, order.refunds)
  return {
    externalId: line.id,
    sku: line.sku,
    title,
    options: readOptions(line, title),
    ordered: line.quantity,
    quantity,
    fulfilled: Math.min(quantity, fulfilledOf(line, quantity, order)),
    priceMinor,
    ...paid(priceMinor * line.quantity, line, order.taxes_included, currency),
    imageUrl: readImage(line.image_url ?? line.image ?? line.featured_image),
    requiresShipping: line.requires_shipping ?? true,
  }
}

/** `current_quantity` is Shopify's own count since 2024-01; before it, refunds have to be taken off. */
function wanted(line: ShopifyLine, refunds: readonly ShopifyRefund[]): number {
  if (line.current_quantity != null) return line.current_quantity
  const left = refunds
    .flatMap(refund => refund.refund_line_items)
    .filter(refunded => refunded.line_item_id === line.id)
    .reduce((left, refunded) => left - refunded.quantity, line.quantity)
  return Math.max(0, left)
}

/** Of the pieces wanted, those shipped already or promised by somebody else: Shopify counts what is left to fulfil. */
function fulfilledOf(line: ShopifyLine, quantity: number, { fulfillment_status, fulfillments }: ShopifyOrder): number {
  if (line.fulfillable_quantity != null) return Math.max(0, quantity - line.fulfillable_quantity)
  if (fulfillment_status === 'fulfilled' || line.fulfillment_status === 'fulfilled') return quantity
  return fulfillments
    .filter(({ status }) => status === 'success')
    .flatMap(({ line_items }) => line_items)
    .reduce((sum, one) => sum + (one.id === line.id ? one.quantity : 0), 0)
}

/** `green · Engraving: Happy Birthday`. */
function readOptions(line: ShopifyLine, title: string): string | null {
  const variant = line.variant_title === title || line.variant_title === 'Default Title' ? null : line.variant_title
  return [variant, ...visibleProperties(line.properties)].filter(Boolean).join(' · ') || null
}

/** `name: value` of the pairs meant to be seen: by Shopify's custom a name with `_` before it is an app's own. */
export function visibleProperties(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ name, value }) =>
    value && !name?.startsWith('_') ? [name ? `${name}: ${value}` : value] : [],
  )
}

/** An https address, from a plain address or from `{src}` or `{url}`; anything else isn't a picture. */
function readImage(image: unknown): string | null {
  const { src, url } = (typeof image === 'object' && image ? image : { src: image }) as { src?: unknown; url?: unknown }
  const address = src ?? url
  if (typeof address !== 'string') return null
  // Shopify writes the addresses of its CDN without the scheme in places.
  const parsed = URL.parse(address.startsWith('//') ? `https:${address}` : address)
  return parsed?.protocol === 'https:' ? parsed.href : null
}
