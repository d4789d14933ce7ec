import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { readCountry } from '../../kernel/words/country.ts'
import { readMinor } from '../../kernel/words/minor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readLines, visibleProperties } from './lines.ts'
import { paidForShipping } from './paid.ts'
import { type Address, bare, ShopifyOrder } from './payload.ts'
import { readRefunds } from './refunds.ts'

/** The store behind a shop's domain, `alpine-goods.myshopify.com`, which never changes. */
export function readStore(shop: string): IncomingOrder['store'] {
  return { kind: 'shopify', key: shop, name: shop.replace(/\.myshopify\.com$/, ''), idsAreUnique: true }
}

const Named = z.object({ id: text, name: text, order_number: text, number: text })

/** The store's id and the number of an order that may be unreadable otherwise, or null when it has no id at all. */
export function identifyOrder(payload: unknown): { externalId: string; number: string } | null {
  const parsed = Named.safeParse(payload)
  if (!parsed.success || !parsed.data.id) return null
  const externalId = bare(parsed.data.id) ?? parsed.data.id
  return { externalId, number: numberOf({ ...parsed.data, id: externalId }) }
}

/**
 * Translates an order of Shopify's REST API or webhooks; judges nothing. Amounts are in the shop's currency, in minor
 * units. The total is what the order is worth now, after refunds and edits, where Shopify says so.
 * @param triggeredAt when Shopify sent it (`X-Shopify-Triggered-At`).
 * @param payload the parsed body; ids beyond 2^53 must be text, as `parseExactly` leaves them.
 * @throws Refusal saying what could not be read.
 */
export function readOrder(payload: unknown, shop: string, triggeredAt: string | null = null): IncomingOrder {
  const order = parse(payload)
  const currency = order.currency ?? order.total_price_set?.shop_money?.currency_code
  if (!currency) throw new Refusal('It does not say its currency.')
  if (!/^[a-z]{3}$/i.test(currency)) throw new Refusal(`“${cut(currency, 20)}” isn’t a currency.`)
  const total = order.current_total_price ?? order.total_price ?? order.total_price_set?.shop_money?.amount
  if (!total) throw new Refusal('It has no total.')
  const placed = order.created_at ?? order.processed_at
  if (!placed) throw new Refusal('It does not say when it was placed.')
  const totalMinor = readMinor(total, currency, 'The total')
  const refunds = readRefunds(order, currency)
  const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0)
  const shipping = order.shipping_lines.filter(line => !line.is_removed)
  const [first] = shipping
  return {
    store: readStore(shop),
    externalId: order.id,
    number: numberOf(order),
    placedAt: moment(placed),
    placedOffset: offset(placed),
    updatedAt: moment(order.updated_at ?? placed),
    timed: true,
    triggeredAt,
    cancelledAt: order.cancelled_at ? moment(order.cancelled_at) : null,
    cancelReason: order.cancel_reason,
    test: order.test ?? false,
    financialStatus: order.financial_status?.toLowerCase() ?? null,
    cashOnDelivery: [...order.payment_gateway_names, order.gateway].some(isCashOnDelivery),
    risk: riskOf(order),
    pickup: isPickup(order, shipping),
    currency: currency.toUpperCase(),
    totalMinor,
    // The total at checkout; an order that was edited since is worth more.
    paidMinor: Math.max(
      order.total_price ? readMinor(order.total_price, currency, 'The total') : 0,
      totalMinor + refundedMinor,
    ),
    shippingPaidMinor: paidForShipping(order, currency),
    refundedMinor,
    refunds,
    trackings: trackingsOf(order),
    method: first?.title ?? first?.code ?? null,
    note: [order.note, ...visibleProperties(order.note_attributes)].filter(Boolean).join('\n') || null,
    language: order.customer_locale,
    shipTo: order.shipping_address ? readShipTo(order.shipping_address, order) : null,
    lines: readLines(order, currency),
  }
}

function parse(payload: unknown): ShopifyOrder {
  const parsed = ShopifyOrder.safeParse(payload)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal(`Shopify’s order could not be read: ${issue?.path.join('.') || 'it'} ${issue?.message}.`)
}

const numberOf = (order: Pick<ShopifyOrder, 'id' | 'name' | 'order_number' | 'number'>) =>
  order.name?.replace(/^#/, '').trim() || order.order_number || order.number || order.id

/** Shopify calls it “Cash on Delivery (COD)”; payment apps have names of their own for it. */
const isCashOnDelivery = (gateway: string | null) =>
  /cash.?on.?delivery|\bcod\b|nachnahme|contre.?remboursement/i.test(gateway ?? '')

const Level = z.object({ risk_level: text, riskLevel: text })
const Assessed = z
  .object({ level: text, assessments: z.array(Level).catch([]) })
  .catch({ level: null, assessments: [] })

/** The order's own field, or the worst of its assessments, as apps and API versions write them. */
function riskOf({ risk_level, risk }: ShopifyOrder): IncomingOrder['risk'] {
  const { level, assessments } = Assessed.parse(risk)
  const levels = [risk_level, level, ...assessments.map(one => one.risk_level ?? one.riskLevel)]
  const known = levels.map(one => one?.toLowerCase() ?? '')
  return (['high', 'medium', 'low'] as const).find(one => known.includes(one)) ?? null
}

/** Local pickup, and what was sold over the counter without an address. */
function isPickup(order: ShopifyOrder, shipping: ShopifyOrder['shipping_lines']): boolean {
  if (
    shipping.some(line =>
      [line.delivery_category, line.source, line.code, line.title].some(one => /\bpick.?up\b/i.test(one ?? '')),
    )
  )
    return true
  return order.source_name === 'pos' && !order.shipping_address
}

/** `UPS 1Z…` of every parcel that went out. */
function trackingsOf({ fulfillments }: ShopifyOrder): string[] {
  return fulfillments
    .filter(({ status }) => status === 'success')
    .flatMap(({ tracking_company, tracking_number, tracking_numbers }) =>
      [...new Set([tracking_number, ...tracking_numbers])].flatMap(number =>
        number ? [cut([tracking_company, number].filter(Boolean).join(' '), 200)] : [],
      ),
    )
}

/** The recipient's own phone goes first: the buyer of a gift is not at the door. */
function readShipTo(address: Address, order: ShopifyOrder): IncomingOrder['shipTo'] {
  if (Object.values(address).every(value => value === null)) return null
  return {
    name: address.name ?? ([address.first_name, address.last_name].filter(Boolean).join(' ') || null),
    company: address.company,
    street: address.address1,
    street2: address.address2,
    city: address.city,
    region: address.province ?? address.province_code,
    postalCode: address.zip,
    country: readShippingCountry(address),
    phone: address.phone ?? order.phone ?? order.customer?.phone ?? null,
    email: order.email ?? order.contact_email ?? order.customer?.email ?? null,
  }
}

/** The code, else the name: some apps fill in the name alone. @throws Refusal rather than losing a country. */
function readShippingCountry({ country, country_code }: Address): string | null {
  const written = country_code ?? country
  return written && readCountry(written, 'The shipping country')
}

const Moment = z.iso.datetime({ offset: true, local: true })

/** A time without an offset is taken as UTC, never as the server's own zone. */
function moment(written: string): Date {
  if (!Moment.safeParse(written).success) throw new Refusal(`“${cut(written, 40)}” isn’t a date and time.`)
  return new Date(offset(written) ? written : `${written}Z`)
}

function offset(written: string): string | null {
  return /(Z|[+-]\d\d:\d\d)$/.exec(written)?.[1]?.replace(/^(Z|-00:00)$/, '+00:00') ?? null
}

const OfShop = z.object({ order_status_url: z.string() })

/** Whether a signed body names another shop than the header, which is not signed: its own pages tell whose it is. */
export function isOfAnotherShop(payload: unknown, shop: string): boolean {
  const { data } = OfShop.safeParse(payload)
  const host = data && URL.parse(data.order_status_url)?.hostname
  return Boolean(host?.endsWith('.myshopify.com') && shop.endsWith('.myshopify.com') && host !== shop)
}

const RiskTold = z.object({
  order_id: text,
  admin_graphql_api_order_id: text,
  risk_level: text,
  recommendation: text,
})

/** An assessment of risk as its webhooks tell it: of which order, and how high; null where it says neither. */
export function readRisk(payload: unknown): { externalId: string; risk: NonNullable<IncomingOrder['risk']> } | null {
  const { data } = RiskTold.safeParse(payload)
  const externalId = bare(data?.order_id ?? data?.admin_graphql_api_order_id ?? null)
  const level = data?.risk_level?.toLowerCase() ?? (data?.recommendation?.toLowerCase() === 'cancel' ? 'high' : null)
  const risk = (['low', 'medium', 'high'] as const).find(one => one === level)
  return externalId && risk ? { externalId, risk } : null
}
