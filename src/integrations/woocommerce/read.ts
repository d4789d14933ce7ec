import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { roundMinor } from '../../kernel/words/minor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { offsetBetween, readGmt } from './gmt.ts'
import { textOfHtml } from './html.ts'
import { readLines } from './lines.ts'
import { WooOrder, type WooRefund } from './payload.ts'
import { readRefunds } from './refunds.ts'
import { deliveryAddress, isVirtual } from './ship-to.ts'
import { bareStatus, meaningOf, paymentOf, type StatusMeaning } from './statuses.ts'
import { readTrackings } from './trackings.ts'

/** What a store's order needs to be understood, beyond what it says itself. */
export type OrderSource = {
  /** The store's site, `shop.example` or `shop.example/de`. */
  site: string
  statuses: ReadonlyMap<string, StatusMeaning>
  /** When the store sent it, or was asked: its body is as old as that. */
  at: Date
  /** Its refunds with their lines, where they were asked for. */
  refunds?: readonly WooRefund[] | undefined
}

/** The store behind a site. */
export function readStore(site: string): IncomingOrder['store'] {
  return { kind: 'woocommerce', key: site, name: site }
}

const Named = z.object({ id: text, number: text, status: text })

/** The id and number of an order that may be unreadable otherwise, and its status; null when it has no id at all. */
export function identifyOrder(payload: unknown): { externalId: string; number: string; status: string } | null {
  const { data } = Named.safeParse(payload)
  if (!data?.id) return null
  return { externalId: data.id, number: data.number ?? data.id, status: bareStatus(data.status ?? '') }
}

/**
 * Translates an order of WooCommerce's REST API or webhooks; judges nothing. Amounts are in minor units of the order's
 * currency.
 * @returns null for what nobody has bought yet: drafts, and what the setting ignores.
 * @throws Refusal saying what could not be read.
 */
export function readOrder(payload: unknown, { site, statuses, at, refunds: told }: OrderSource): IncomingOrder | null {
  const order = parse(payload)
  const status = bareStatus(order.status ?? '')
  if (!status) throw new Refusal('It does not say its status.')
  const isPaid = (order.date_paid_gmt ?? order.date_paid) !== null
  const meaning = meaningOf(status, isPaid, statuses)
  if (meaning === 'ignore') return null
  const { currency, placed, changed, total } = needed(order)
  const refunds = readRefunds(order, told ?? null, currency)
  const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0)
  const amount = (written: string | null, where: string) => (written ? roundMinor(written, currency, where) : 0)
  const paidMinor = amount(total, 'The total')
  const cashOnDelivery = order.payment_method === 'cod'
  return {
    store: readStore(site),
    externalId: order.id,
    number: order.number ?? order.id,
    placedAt: readGmt(placed),
    placedOffset: offsetBetween(order.date_created, placed),
    updatedAt: readGmt(changed),
    timed: true,
    triggeredAt: at.toISOString(),
    cancelledAt: meaning === 'cancelled' ? readGmt(changed) : null,
    cancelReason: null,
    test: false,
    financialStatus: paymentOf({ meaning, status, isPaid, cashOnDelivery, isRefunded: refundedMinor > 0 }),
    cashOnDelivery,
    risk: null,
    pickup: order.shipping_lines.some(({ method_id }) => /pickup/i.test(method_id ?? '')),
    currency,
    totalMinor: paidMinor - refundedMinor,
    paidMinor,
    shippingPaidMinor: amount(order.shipping_total, 'Shipping') + amount(order.shipping_tax, 'Shipping'),
    refundedMinor,
    refunds,
    trackings: readTrackings(order),
    method: textOfHtml(order.shipping_lines[0]?.method_title ?? null),
    note: textOfHtml(order.customer_note),
    language: languageOf(order),
    shipTo: deliveryAddress(order),
    lines: readLines(order.line_items, {
      ...{ currency, refunds, isShipped: meaning === 'shipped', requiresShipping: !isVirtual(order) },
    }),
  }
}

/** WooCommerce itself has one language; the plugins for several leave the customer's on the order: WPML, TranslatePress, Polylang. */
function languageOf({ meta_data, lang }: WooOrder): string | null {
  const told = meta_data.find(({ key }) => key === 'wpml_language' || key === 'trp_language')?.value
  return typeof told === 'string' ? told : lang
}

function parse(payload: unknown): WooOrder {
  const parsed = WooOrder.safeParse(payload)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal(`WooCommerce’s order could not be read: ${issue?.path.join('.') || 'it'} ${issue?.message}.`)
}

function needed(order: WooOrder): { currency: string; placed: string; changed: string; total: string } {
  const { currency, date_created: local, date_created_gmt: placed, date_modified_gmt: changed, total } = order
  if (local && !changed)
    throw new Refusal(
      'It comes from an old version of WooCommerce’s API, which tells no time in UTC. Edit the webhook in WooCommerce, and choose “WP REST API Integration v3”.',
    )
  if (!placed || !changed) throw new Refusal('It does not say when it was placed and changed.')
  if (!currency) throw new Refusal('It does not say its currency.')
  if (!/^[a-z]{3}$/i.test(currency)) throw new Refusal(`“${cut(currency, 20)}” isn’t a currency.`)
  if (!total) throw new Refusal('It has no total.')
  return { currency: currency.toUpperCase(), placed, changed, total }
}
