import { createHmac } from 'node:crypto'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { toDecimal } from '../../src/kernel/words/money.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { type Cells, exportOf, first, next } from '../csv/exports.ts'
import { linePayload, orderPayload } from '../shopify/payloads.ts'
import { system } from '../stage/bot.ts'

/** An order as a merchant would describe it; each door tells it in its own way. */
export type Sold = {
  number: string
  status: string
  lines: readonly {
    sku: string
    title: string
    price: number
    pieces: number
    discount?: number
    tax?: number
    done?: boolean
  }[]
  shipping?: number
  refunded?: number
  risk?: 'low' | 'medium' | 'high'
  gateway?: string
  method?: string
}

const STORE = { kind: 'shopify', key: 'hunt.myshopify.com', name: 'hunt' } as const
const PLACED = '2026-05-01T10:22:33-04:00'
const amount = (minor: number) => toDecimal(minor, 'EUR')

/** What it comes to, in cents. */
function sums({ lines, shipping = 0, refunded = 0 }: Sold) {
  const subtotal = lines.reduce((sum, line) => sum + line.price * line.pieces - (line.discount ?? 0), 0)
  const taxes = lines.reduce((sum, line) => sum + (line.tax ?? 0), 0)
  const total = subtotal + taxes + shipping
  return { subtotal, taxes, total, shipping, refunded, left: total - refunded }
}

const idOf = (number: string) => `61234567${number.padStart(5, '1')}`

async function webhook(ask: Ask, sold: Sold, headers: Record<string, string> = {}): Promise<string> {
  const { total, left, shipping, refunded } = sums(sold)
  const done = sold.lines.every(line => line.done)
  const payload = orderPayload({
    ...{ id: idOf(sold.number), name: `#${sold.number}`, currency: 'EUR', financial_status: sold.status },
    ...{ created_at: PLACED, updated_at: PLACED, processed_at: PLACED, taxes_included: false, risk_level: sold.risk },
    ...{ total_price: amount(total), current_total_price: amount(left), note: null, note_attributes: [] },
    payment_gateway_names: sold.gateway ? [sold.gateway] : [],
    shipping_lines: [{ title: sold.method ?? 'DHL Paket', price: amount(shipping) }],
    fulfillment_status: done ? 'fulfilled' : null,
    refunds: refunded
      ? [
          {
            id: 1,
            refund_line_items: [],
            transactions: [{ kind: 'refund', status: 'success', amount: amount(refunded) }],
          },
        ]
      : [],
    line_items: sold.lines.map((line, index) =>
      linePayload({
        ...{ id: 700_000_001 + index, sku: line.sku, title: line.title, name: line.title, variant_title: null },
        ...{ quantity: line.pieces, current_quantity: line.pieces, price: amount(line.price), properties: [] },
        fulfillable_quantity: line.done ? 0 : line.pieces,
        discount_allocations: line.discount ? [{ amount: amount(line.discount) }] : [],
        tax_lines: line.tax ? [{ price: amount(line.tax) }] : [],
      }),
    ),
  })
  return send(ask, payload, { 'X-Shopify-Webhook-Id': sold.number, ...headers })
}

/** Any signed body, as Shopify would send it; the word it is answered with. */
export async function send(ask: Ask, payload: unknown, headers: Record<string, string> = {}): Promise<string> {
  const body = JSON.stringify(payload)
  const app = connectShopify({ ask, secret: 'secret', ready: () => true })
  const answer = await app.request('/', {
    method: 'POST',
    body,
    headers: {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': STORE.key,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', 'secret').update(body).digest('base64'),
      ...headers,
    },
  })
  return `${answer.status} ${await answer.text()}`
}

async function csv(ask: Ask, sold: Sold): Promise<string> {
  const { subtotal, taxes, total, shipping, refunded } = sums(sold)
  const head: Cells = {
    ...{ Name: `#${sold.number}`, Id: idOf(sold.number), 'Financial Status': sold.status, Currency: 'EUR' },
    ...{ Subtotal: amount(subtotal), Shipping: amount(shipping), Taxes: amount(taxes), Total: amount(total) },
    ...{ 'Refunded Amount': amount(refunded), 'Risk Level': sold.risk ?? '', 'Payment Method': sold.gateway ?? '' },
    ...{ 'Paid at': '', Notes: '', 'Note Attributes': '', 'Shipping Method': sold.method ?? 'DHL Paket' },
  }
  const rows = sold.lines.map((line, index) => {
    const item: Cells = {
      ...{ Name: `#${sold.number}`, 'Lineitem name': line.title, 'Lineitem sku': line.sku },
      ...{ 'Lineitem quantity': `${line.pieces}`, 'Lineitem price': amount(line.price) },
      'Lineitem discount': amount(line.discount ?? 0),
      'Lineitem taxable': line.tax ? 'true' : 'false',
      'Lineitem fulfillment status': line.done ? 'fulfilled' : 'pending',
    }
    return index === 0 ? first({ ...head, ...item }) : next(item)
  })
  const report = await csvImporter({ ask }).run({ bytes: exportOf(rows), store: 'hunt' }, system, () => {})
  return report.refused[0]?.why ?? (report.received ? '200 received' : 'nothing')
}

async function json(ask: Ask, sold: Sold): Promise<string> {
  const { total, left, shipping, refunded } = sums(sold)
  const order: IncomingOrder = {
    ...{
      store: STORE,
      externalId: idOf(sold.number),
      number: sold.number,
      test: false,
      pickup: /pick.?up/i.test(sold.method ?? ''),
    },
    ...{
      placedAt: new Date(PLACED),
      placedOffset: '-04:00',
      updatedAt: new Date(PLACED),
      timed: true,
      triggeredAt: null,
    },
    ...{
      cancelledAt: null,
      cancelReason: null,
      financialStatus: sold.status,
      risk: sold.risk ?? null,
      currency: 'EUR',
    },
    ...{
      cashOnDelivery: /cash on delivery/i.test(sold.gateway ?? ''),
      method: sold.method ?? 'DHL Paket',
      note: null,
      language: null,
    },
    ...{
      totalMinor: left,
      paidMinor: total,
      shippingPaidMinor: shipping,
      refundedMinor: refunded,
      refunds: [],
      trackings: [],
    },
    shipTo: {
      ...{ name: 'Zoë', company: null, street: 'Große Straße 7', street2: null, city: 'Görlitz', region: null },
      ...{ postalCode: '02826', country: 'DE', phone: null, email: null },
    },
    lines: sold.lines.map(({ sku, title, price, pieces, discount = 0, tax = 0, done }, index) => ({
      ...{ externalId: `${700_000_001 + index}`, sku, title, options: null, imageUrl: null, requiresShipping: true },
      ...{
        ordered: pieces,
        quantity: pieces,
        fulfilled: done ? pieces : 0,
        priceMinor: price,
        discountMinor: discount,
      },
      ...{ taxMinor: tax, paidMinor: price * pieces - discount + tax },
    })),
  }
  const { outcome, text } = await ask('order.receive', order, system)
  return outcome === 'received' ? '200 received' : text
}

/** Every way an order comes in, by name. */
export const DOORS = { webhook, csv, json } as const
