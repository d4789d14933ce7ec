import { roundMinor } from '../../kernel/words/minor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder, IncomingRefund } from '../../orders/incoming-order.ts'
import { textOfHtml } from './html.ts'
import type { Meta, WooLine } from './payload.ts'

type IncomingLine = IncomingOrder['lines'][number]
type Read = {
  currency: string
  refunds: readonly IncomingRefund[]
  /** Somebody shipped the whole order. */
  isShipped: boolean
  requiresShipping: boolean
}

/**
 * Every line that was bought, amounts in minor units. WooCommerce's subtotal is before discounts, its total after them, and
 * tax comes on top of both, however the shop shows its prices.
 * @throws Refusal naming the line that has no name or no price.
 */
export function readLines(lines: readonly WooLine[], read: Read): IncomingLine[] {
  return lines.map((line, index) => readLine(line, `Line ${index + 1}`, read))
}

function readLine(
  line: WooLine,
  where: string,
  { currency, refunds, isShipped, requiresShipping }: Read,
): IncomingLine {
  const options = readOptions(line.meta_data)
  // Its own name has the variation in it, which the options say better.
  const title = textOfHtml((options && line.parent_name) || line.name || line.parent_name) ?? line.sku
  if (!title) throw new Refusal(`${where} has neither a name nor an SKU.`)
  const named = `${where}, “${title}”`
  const amount = (written: string | null) => (written ? roundMinor(written, currency, named) : 0)
  if (!line.total) throw new Refusal(`${named}, has no price.`)
  const total = amount(line.total)
  const subtotal = line.subtotal ? amount(line.subtotal) : total
  const back = refunds.flatMap(one => one.lines.filter(part => part.line === line.id))
  const quantity = Math.max(
    0,
    back.reduce((left, part) => left - part.quantity, line.quantity),
  )
  return {
    externalId: line.id,
    sku: line.sku,
    title,
    options,
    ordered: line.quantity,
    quantity,
    fulfilled: isShipped ? quantity : 0,
    priceMinor: line.quantity > 0 ? Math.round(subtotal / line.quantity) : subtotal,
    discountMinor: Math.max(0, subtotal - total),
    taxMinor: amount(line.total_tax),
    paidMinor: total + amount(line.total_tax),
    imageUrl: readImage(line.image),
    requiresShipping,
  }
}

/** `Color: Black · Engraving: Happy Birthday`: what is meant to be seen; a key with `_` before it is a plugin's own. */
function readOptions(metas: readonly Meta[]): string | null {
  const shown = metas.flatMap(({ key, value, display_key, display_value }) => {
    if (!key || key.startsWith('_')) return []
    const said = textOfHtml(textOf(display_value) ?? textOf(value))
    return said ? [`${textOfHtml(display_key) ?? key}: ${said}`] : []
  })
  return [...new Set(shown)].join(' · ') || null
}

/** Plugins keep lists and objects too; their words are what a supplier has to engrave. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null) return null
  return (
    Object.values(value)
      .flatMap(one => textOf(one) ?? [])
      .join(', ') || null
  )
}

/** An https address; anything else isn't a picture. */
function readImage(image: unknown): string | null {
  const { src } = (typeof image === 'object' && image ? image : {}) as { src?: unknown }
  const parsed = typeof src === 'string' ? URL.parse(src) : null
  return parsed?.protocol === 'https:' ? parsed.href : null
}
