import { z } from 'zod'
import { listOf, pieces, text } from '../../kernel/shapes/lenient.ts'

/**
 * The little we need of WooCommerce's order, REST versions 2 and 3. Lenient: unknown keys are ignored, and what may be
 * absent, null or of another type becomes null. Strict only where a guess would ship the wrong goods: ids and quantities.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
 */

const id = z
  .union([z.string().trim().min(1), z.number().int().positive()], 'is missing')
  .transform(written => String(written))

const Meta = z
  .object({ key: text, value: z.unknown().optional(), display_key: text, display_value: z.unknown().optional() })
  .catch({
    ...{ key: null, value: null, display_key: null, display_value: null },
  })
export type Meta = z.output<typeof Meta>
/** PHP writes an empty array for an object without keys, and plugins write what they like. */
const metas = z.array(Meta).catch([])

const WooLine = z.object({
  id,
  quantity: pieces,
  name: text,
  parent_name: text,
  variation_id: text,
  sku: text,
  subtotal: text,
  total: text,
  total_tax: text,
  meta_data: metas,
  image: z.unknown().optional(),
})
export type WooLine = z.output<typeof WooLine>

const Address = z
  .object({
    first_name: text,
    last_name: text,
    company: text,
    address_1: text,
    address_2: text,
    city: text,
    state: text,
    postcode: text,
    country: text,
    phone: text,
    email: text,
  })
  .nullish()
  .catch(null)
export type Address = NonNullable<z.output<typeof Address>>

/** A refund as `orders/<id>/refunds` tells it; the order itself names its id and its total alone. */
export const WooRefund = z.object({
  id,
  date_created_gmt: text,
  amount: text,
  total: text,
  line_items: listOf(z.object({ quantity: z.coerce.number(), total: text, total_tax: text, meta_data: metas })),
  shipping_lines: listOf(z.object({ total: text, total_tax: text })),
})
export type WooRefund = z.output<typeof WooRefund>

export const WooOrder = z.object({
  id,
  number: text,
  status: text,
  currency: text,
  created_via: text,
  lang: text,
  date_created: text,
  date_created_gmt: text,
  date_modified_gmt: text,
  date_paid: text,
  date_paid_gmt: text,
  total: text,
  shipping_total: text,
  shipping_tax: text,
  customer_note: text,
  billing: Address,
  shipping: Address,
  payment_method: text,
  meta_data: metas,
  line_items: listOf(WooLine),
  shipping_lines: listOf(z.object({ method_id: text, method_title: text })),
  refunds: listOf(WooRefund),
})
export type WooOrder = z.output<typeof WooOrder>
