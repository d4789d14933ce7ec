import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { roundMinor } from '../../kernel/words/minor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingRefund } from '../../orders/incoming-order.ts'
import { asRefund, type ToldRefund } from '../../orders/incoming-refund.ts'
import { bare, type ShopifyOrder, ShopifyRefund } from './payload.ts'

/** The refunds that an order tells, each by its own id. */
export function readRefunds(order: ShopifyOrder, currency: string): IncomingRefund[] {
  return order.refunds.map(refund => asRefund(toldRefund(refund, currency), !order.taxes_included))
}

const Told = ShopifyRefund.extend({ order_id: text })

const Named = z.object({ id: text, order_id: text })

/**
 * A refund by itself, as `refunds/create` sends it, with the id of its order; null where it names neither itself nor an
 * order. https://shopify.dev/docs/api/admin-rest/latest/resources/refund
 * @throws Refusal saying what could not be read.
 */
export function readRefund(payload: unknown): { externalId: string; refund: ToldRefund } | null {
  const named = Named.safeParse(payload)
  const externalId = bare(named.data?.order_id ?? null)
  if (!externalId || !named.data?.id) return null
  const { success, data, error } = Told.safeParse(payload)
  if (!success) throw new Refusal(`A refund could not be read: ${error.issues[0]?.path.join('.')}.`)
  const currency = currencyOf(data)
  // Without an amount any currency will do.
  const refund = toldRefund(data, currency ?? 'USD')
  return { externalId, refund: { ...refund, currency: currency?.toUpperCase() ?? null } }
}

/** The shop's currency, in which lines and shipping are; else that of the payment. */
function currencyOf({ refund_line_items, order_adjustments, transactions }: ShopifyRefund): string | null {
  const sets = [...refund_line_items.map(one => one.subtotal_set), ...order_adjustments.map(one => one.amount_set)]
  const named = [...sets.map(set => set?.shop_money?.currency_code), ...(transactions ?? []).map(one => one.currency)]
  return named.find(one => one && /^[a-z]{3}$/i.test(one)) ?? null
}

function toldRefund(refund: ShopifyRefund, currency: string): ToldRefund {
  if (!refund.id) throw new Refusal('One of its refunds has no id.')
  const of = (amount: string | null) => (amount ? roundMinor(amount, currency, 'A refund') : 0)
  const at = refund.processed_at ?? refund.created_at
  const shipping = refund.order_adjustments.filter(({ kind }) => kind === 'shipping_refund')
  const lines = refund.refund_line_items.map(line => ({
    ...{ line: line.line_item_id, quantity: line.quantity },
    ...{ amountMinor: of(line.subtotal), taxMinor: of(line.total_tax) },
  }))
  return {
    externalId: refund.id,
    at: at && !Number.isNaN(Date.parse(at)) ? new Date(at) : null,
    currency,
    paidBackMinor: paidBack(refund, currency),
    // An adjustment is what the shop loses by it.
    shippingMinor: shipping.reduce((all, one) => all - of(one.amount), 0),
    shippingTaxMinor: shipping.reduce((all, one) => all - of(one.tax_amount), 0),
    lines: merged(lines),
  }
}

function paidBack({ transactions }: ShopifyRefund, currency: string): number | null {
  if (!transactions) return null
  // What was paid back in the customer's own currency isn't an amount of ours.
  if (transactions.some(one => one.currency && one.currency.toUpperCase() !== currency.toUpperCase())) return null
  return transactions
    .filter(({ kind, status }) => kind === 'refund' && (status === 'success' || status === null))
    .reduce((all, { amount }) => all + (amount ? roundMinor(amount, currency, 'A refund') : 0), 0)
}

/** One entry a line, though Shopify tells a line once for each place it was restocked to. */
function merged(lines: ToldRefund['lines']): typeof lines {
  const sum = (own: typeof lines, of: (one: (typeof lines)[number]) => number) =>
    own.reduce((all, one) => all + of(one), 0)
  return [...Map.groupBy(lines, ({ line }) => line)].map(([line, own]) => ({
    line,
    quantity: sum(own, one => one.quantity),
    amountMinor: sum(own, one => one.amountMinor),
    taxMinor: sum(own, one => one.taxMinor),
  }))
}
