import { z } from 'zod'
import { listOf, pieces, text, yes } from '../../kernel/shapes/lenient.ts'

/**
 * The little we need of Shopify's order, REST versions 2017 to 2025. Lenient: unknown keys are ignored, and what may be
 * absent, null or of another type becomes null. Strict only where a guess would ship the wrong goods: ids and quantities.
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */

/** `gid://shopify/Order/1?key=…` and `1` are one id. */
export function bare(id: string | null): string | null {
  return id?.replace(/^gid:\/\/shopify\/\w+\/([^?]+).*$/, '$1') ?? null
}

const id = z
  .union(
    [z.string().trim().min(1), z.number().refine(Number.isSafeInteger, 'lost digits on its way here')],
    'is missing',
  )
  .transform(written => bare(String(written)) ?? String(written))

const moneySet = z
  .object({ shop_money: z.object({ amount: text, currency_code: text }).nullish() })
  .nullish()
  .catch(null)

/** `{name, value}` pairs, or an object of them, as some apps write it. */
const pairs = z
  .unknown()
  .optional()
  .transform(value => {
    if (Array.isArray(value)) return Pairs.parse(value)
    const entries = Entries.parse(value)
    return Object.entries(entries).map(([name, value]) => Pair.parse({ name, value }))
  })

const Pair = z
  .object({ name: text, value: z.unknown().optional() })
  .transform(({ name, value }) => ({
    name,
    value: text.parse(typeof value === 'object' && value ? JSON.stringify(value) : value),
  }))
  .catch({ name: null, value: null })
export type Pair = z.output<typeof Pair>
const Pairs = z.array(Pair).catch([])
const Entries = z.record(z.string(), z.unknown()).catch({})

/** A tax, a discount's share: what counts of them is their amount. */
const Amounts = listOf(z.object({ amount: text, price: text, amount_set: moneySet, price_set: moneySet }))

const ShopifyLine = z.object({
  id,
  quantity: pieces,
  current_quantity: pieces.nullish(),
  fulfillable_quantity: pieces.nullish(),
  fulfillment_status: text,
  discount_allocations: Amounts,
  total_discount: text,
  tax_lines: Amounts,
  title: text,
  name: text,
  variant_title: text,
  sku: text,
  price: text,
  price_set: moneySet,
  properties: pairs,
  requires_shipping: yes,
  image: z.unknown().optional(),
  image_url: z.unknown().optional(),
  featured_image: z.unknown().optional(),
})
export type ShopifyLine = z.output<typeof ShopifyLine>

export const ShopifyRefund = z.object({
  id: id.nullish().catch(null),
  created_at: text,
  processed_at: text,
  refund_line_items: listOf(
    z.object({ line_item_id: id, quantity: pieces, subtotal: text, total_tax: text, subtotal_set: moneySet }),
  ),
  order_adjustments: listOf(z.object({ amount: text, tax_amount: text, kind: text, amount_set: moneySet })),
  transactions: z.array(z.object({ kind: text, status: text, amount: text, currency: text })).nullish(),
})
export type ShopifyRefund = z.output<typeof ShopifyRefund>

const Address = z.object({
  name: text,
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country: text,
  country_code: text,
  phone: text,
})
export type Address = z.output<typeof Address>

const Fulfillment = z.object({
  id,
  status: text,
  created_at: text,
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: listOf(text),
  line_items: listOf(z.object({ id, quantity: pieces })),
})
export type Fulfillment = z.output<typeof Fulfillment>

export const ShopifyOrder = z.object({
  id,
  name: text,
  order_number: text,
  number: text,
  created_at: text,
  processed_at: text,
  updated_at: text,
  cancelled_at: text,
  cancel_reason: text,
  test: yes,
  financial_status: text,
  fulfillment_status: text,
  currency: text,
  total_price: text,
  current_total_price: text,
  total_price_set: moneySet,
  taxes_included: yes,
  payment_gateway_names: listOf(text),
  gateway: text,
  risk_level: text,
  risk: z.unknown().optional(),
  source_name: text,
  order_status_url: text,
  shipping_lines: listOf(
    z.object({
      title: text,
      code: text,
      source: text,
      delivery_category: text,
      is_removed: yes,
      price: text,
      discounted_price: text,
      discount_allocations: Amounts,
      tax_lines: Amounts,
    }),
  ),
  note: text,
  customer_locale: text,
  note_attributes: pairs,
  email: text,
  contact_email: text,
  phone: text,
  customer: z.object({ email: text, phone: text }).nullish().catch(null),
  shipping_address: Address.nullish(),
  line_items: listOf(ShopifyLine),
  refunds: listOf(ShopifyRefund),
  fulfillments: listOf(Fulfillment),
})
export type ShopifyOrder = z.output<typeof ShopifyOrder>
