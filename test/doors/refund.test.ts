import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { leftToRefund } from '../../src/cases/books.ts'
import { orderRefundLines, orderRefunds, orders } from '../../src/orders/tables.ts'
import { linePayload, orderPayload } from '../shopify/payloads.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'
import { send } from './doors.ts'

const shop = aShop()
type Told = readonly [topic: string, payload: object]

const shopMoney = (amount: string) => ({ shop_money: { amount, currency_code: 'USD' } })

/** A lamp of 100 and a bulb of 50, with tax on top; then the lamp is refunded with its tax of 8, and 5 of the shipping. */
function tellings(number: number, over: object = {}): Readonly<Record<'created' | 'updated' | 'refunded', Told>> {
  const id = 6_123_450_000_000 + number
  const [lamp, bulb] = [1, 2].map(line => id * 10 + line)
  const refund = {
    ...{ id: id * 10 + 9, order_id: id, processed_at: '2026-03-03T10:00:00-05:00' },
    refund_line_items: [
      { line_item_id: lamp, quantity: 1, subtotal: 100, total_tax: 8, subtotal_set: shopMoney('100.00') },
    ],
    order_adjustments: [
      { kind: 'shipping_refund', amount: '-5.00', tax_amount: '0.00', amount_set: shopMoney('-5.00') },
    ],
    transactions: [{ kind: 'refund', status: 'success', amount: '113.00', currency: 'USD' }],
    ...over,
  }
  const line = (id: number | undefined, sku: string, price: string, tax: string, left: number) =>
    linePayload({
      ...{ id, sku, title: sku, price, quantity: 1, current_quantity: left, fulfillable_quantity: left },
      tax_lines: [{ price: tax }],
    })
  const order = (time: string, left: string, lamps: number, refunds: object[]) =>
    orderPayload({
      ...{ id, name: `#${number}`, updated_at: time, taxes_included: false, refunds },
      ...{ total_price: '174.00', current_total_price: left, shipping_lines: [{ title: 'Post', price: '12.00' }] },
      line_items: [line(lamp, 'LAMP', '100.00', '8.00', lamps), line(bulb, 'BULB', '50.00', '4.00', 1)],
    })
  return {
    created: ['orders/create', order('2026-03-02T09:15:04-05:00', '174.00', 1, [])],
    updated: ['orders/updated', order('2026-03-03T10:00:01-05:00', '61.00', 0, [refund])],
    refunded: ['refunds/create', refund],
  }
}

let delivery = 0
const tell = ([topic, payload]: Told) =>
  send(shop.bot.ask, payload, { 'X-Shopify-Topic': topic, 'X-Shopify-Webhook-Id': `delivery ${++delivery}` })

/** What is known of the money of an order. */
async function books(number: number) {
  const { db } = shop.database
  const [order] = await db
    .select()
    .from(orders)
    .where(eq(orders.number, `${number}`))
  if (!order) throw new Error(`order ${number} is not here`)
  const [refund, ...others] = await db.select().from(orderRefunds).where(eq(orderRefunds.orderId, order.id))
  const lines = await db
    .select()
    .from(orderRefundLines)
    .where(eq(orderRefundLines.refundId, refund?.id ?? order.id))
  return {
    ...{ left: (await leftToRefund(db, order)).minor, refunded: order.refundedMinor, refunds: others.length + 1 },
    ...{ amount: refund?.amountMinor, shipping: refund?.shippingMinor, at: refund?.refundedAt },
    lines: lines.map(({ quantity, amountMinor }) => ({ quantity, amountMinor })),
  }
}
const ONCE = {
  ...{ left: 6_100, refunded: 11_300, refunds: 1, amount: 11_300, shipping: 500 },
  ...{ at: new Date('2026-03-03T15:00:00Z'), lines: [{ quantity: 1, amountMinor: 10_800 }] },
}

const arrangements = <T>(of: readonly T[]): T[][] =>
  of.length < 2 ? [[...of]] : of.flatMap((one, at) => arrangements(of.toSpliced(at, 1)).map(rest => [one, ...rest]))

test('a refund that two webhooks bring is taken off once, in whichever order they come and however often', async () => {
  const all = arrangements(['created', 'updated', 'refunded', 'refunded'] as const)
  for (const [at, arrangement] of all.entries()) {
    const told = tellings(1_000 + at)
    for (const what of arrangement) expect(await tell(told[what])).toMatch(/^200 /)
    expect(await books(1_000 + at), arrangement.join(', ')).toEqual(ONCE)
  }
})

test('the refund alone is enough: what is left to refund, and the card, are less by it', async () => {
  for (const [number, order] of [
    [1, ['created', 'refunded']],
    [2, ['refunded', 'created']],
  ] as const) {
    const told = tellings(number)
    for (const what of order) await tell(told[what])
    expect(await books(number)).toEqual(ONCE)
    const facts = card(await shop.bot.as('Sam', 'orders').types(`/order show ${number}`)).facts ?? []
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual(
      expect.arrayContaining(['Refunded in the store: USD 113.00', 'Total now: USD 61.00']),
    )
  }
})

test('a refund that names no payment counts as its pieces and shipping, with the tax that came on top', async () => {
  const told = tellings(3, { transactions: null })
  for (const what of ['created', 'refunded'] as const) await tell(told[what])
  expect(await books(3)).toEqual(ONCE)
})

test('a refund that a case recorded before the store told of it is not paid from what is left again', async () => {
  const told = tellings(4, { processed_at: shop.bot.now().toISOString() })
  await tell(told.created)
  await shop.ask('order.forward', { order: '4' })
  await shop.bot.as('Mei', 'lumen').types('/tracking add 4-A 1Z999AA10123456784')
  const sam = shop.bot.as('Sam', 'support')
  const number = /C\d+/.exec(said(await sam.does('/complaint open 4 damaged cracked lines:LAMP')))?.[0]
  await sam.does(`/complaint resolve ${number} refund amount:113`)
  await tell(told.refunded)
  expect((await books(4)).left).toBe(6_100)
})

test('a refund without an order, of another currency or beyond reading changes nothing, and is not sent again', async () => {
  const told = tellings(5)
  await tell(told.created)
  const [topic, refund] = told.refunded
  const yen = { ...refund, refund_line_items: [], order_adjustments: [] }
  for (const payload of [
    { id: 1 },
    { ...yen, transactions: [{ kind: 'refund', status: 'success', amount: '9', currency: 'JPY' }] },
    { ...yen, transactions: [{ kind: 'refund', status: 'success', amount: '9'.repeat(40), currency: 'USD' }] },
  ])
    expect(await tell([topic, payload])).toMatch(/^200 (ignored|unchanged)$/)
  const { db } = shop.database
  expect(await db.$count(orderRefunds)).toBe(0)
})
