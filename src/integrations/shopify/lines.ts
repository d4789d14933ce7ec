import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readMinor } from './amount.ts'
import type { Pair, ShopifyLine, ShopifyRefund } from './payload.ts'

type IncomingLine = IncomingOrder['lines'][number]

/**
 * The lines that are still wanted, prices in minor units of `currency`. Lines refunded or removed whole are left out.
 * @throws Refusal naming the line that has no title or no price.
 */
export function readLines(
  lines: readonly ShopifyLine[],
  refunds: readonly ShopifyRefund[],
  currency: string,
): IncomingLine[] {
  return lines.flatMap((line, index) => {
    const quantity = wanted(line, refunds)
    return quantity > 0 ? [readLine(line, `Line ${index + 1}`, quantity, currency)] : []
  })
}

/** `current_quantity` is Shopify's own count since 2024-01; before it, refunds have to be taken off. */
function wanted(line: ShopifyLine, refunds: readonly ShopifyRefund[]): number {
  if (line.current_quantity != null) return line.current_quantity
  return refunds
    .flatMap(refund => refund.refund_line_items)
    .filter(refunded => refunded.line_item_id === line.id)
    .reduce((left, refunded) => left - refunded.quantity, line.quantity)
}

function readLine(line: ShopifyLine, where: string, quantity: number, currency: string): IncomingLine {
  const title = line.title ?? line.name ?? line.variant_title ?? line.sku
  if (!title) throw new Refusal(`${where} has neither a title nor an SKU.`)
  const price = line.price ?? line.price_set?.shop_money?.amount
  if (price == null) throw new Refusal(`${where}, “${title}”, has no price.`)
  return {
    externalId: line.id,
    sku: line.sku,
    title,
    options: readOptions(line, title),
    quantity,
    priceMinor: readMinor(price, currency, `${where}, “${title}”`),
    imageUrl: readImage(line.image_url ?? line.image ?? line.featured_image),
    requiresShipping: line.requires_shipping ?? true,
  }
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

/** An https address, from a plain address or from `{src}` or `{url}`; anything else is no picture. */
function readImage(image: unknown): string | null {
  const { src, url } = (typeof image === 'object' && image ? image : { src: image }) as { src?: unknown; url?: unknown }
  const address = src ?? url
  if (typeof address !== 'string') return null
  // Shopify writes the addresses of its CDN without the scheme in places.
  const parsed = URL.parse(address.startsWith('//') ? `https:${address}` : address)
  return parsed?.protocol === 'https:' ? parsed.href : null
}
