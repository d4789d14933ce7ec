import { asc } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { orderLines, orders } from '../../src/orders/tables.ts'
import { purchaseOrderLines } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn } from '../stage/shop.ts'
import { DOORS, type Sold, send } from './doors.ts'

const shop = aShop()
const lamp = { sku: 'LAMP', title: 'Lamp', price: 10_000, pieces: 2 }
const bulb = { sku: 'BULB', title: 'Bulb', price: 1_000, pieces: 3 }

/** Everything that an order is here, but for what its door alone can know: ids of lines and times of our own. */
async function rows() {
  const { db } = shop.database
  const [order] = await db.select().from(orders)
  const lines = await db.select().from(orderLines).orderBy(asc(orderLines.position))
  const { number, financialStatus, cashOnDelivery, risk, currency, totalMinor, paidMinor } = order ?? {}
  const { shippingPaidMinor, refundedMinor, placedAt, placedOffset, method, holdReason, forwardedAt } = order ?? {}
  return {
    order: {
      ...{ number, financialStatus, cashOnDelivery, risk, currency, totalMinor, paidMinor, shippingPaidMinor },
      ...{ refundedMinor, placedAt, placedOffset, method, holdReason, forwarded: Boolean(forwardedAt) },
    },
    lines: lines.map(({ id, orderId, externalId, ...line }) => line),
    asked: (await db.select().from(purchaseOrderLines)).map(line => line.quantity).toSorted(),
  }
}

const TOLD: Readonly<Record<string, { sold: Sold; says: string; is: object }>> = {
  'a paid order with a discount, tax on top and shipping': {
    sold: { number: '1', status: 'paid', lines: [{ ...lamp, discount: 10_000, tax: 800 }, bulb], shipping: 500 },
    says: '200 received',
    is: { lines: [{ paidMinor: 10_800 }, { paidMinor: 3_000 }], order: { shippingPaidMinor: 500 }, asked: [2, 3] },
  },
  'an order of which the store has shipped a line': {
    sold: { number: '2', status: 'paid', lines: [{ ...lamp, done: true }, bulb] },
    says: '200 received',
    is: { lines: [{ quantity: 2, fulfilled: 2 }, { fulfilled: 0 }], asked: [3] },
  },
  'an order that the store has shipped whole': {
    sold: { number: '3', status: 'paid', lines: [{ ...lamp, done: true }] },
    says: 'It was fulfilled in the store before it came in.',
    is: { lines: [], asked: [] },
  },
  'an order that is not paid yet': {
    sold: { number: '4', status: 'pending', lines: [lamp] },
    says: '200 received',
    is: { order: { holdReason: 'awaiting_payment', forwarded: false }, asked: [] },
  },
  'an order to be paid at the door': {
    sold: { number: '5', status: 'pending', lines: [lamp], gateway: 'Cash on Delivery (COD)' },
    says: '200 received',
    is: { order: { cashOnDelivery: true, holdReason: 'awaiting_payment' }, asked: [] },
  },
  'an order of high risk': {
    sold: { number: '6', status: 'paid', lines: [lamp], risk: 'high' },
    says: '200 received',
    is: { order: { holdReason: 'high_risk_of_fraud' }, asked: [] },
  },
  'a partly refunded order': {
    sold: { number: '7', status: 'partially_refunded', lines: [lamp, bulb], refunded: 3_000 },
    says: '200 received',
    is: { order: { paidMinor: 23_000, refundedMinor: 3_000, totalMinor: 20_000 }, asked: [2, 3] },
  },
  'a voided order': {
    sold: { number: '8', status: 'voided', lines: [lamp] },
    says: 'Its payment is voided in the store, so nothing is sent.',
    is: { lines: [], asked: [] },
  },
  'an order that the customer picks up': {
    sold: { number: '9', status: 'paid', lines: [lamp], method: 'Store pickup' },
    says: 'The customer picks it up, so nobody ships it.',
    is: { lines: [], asked: [] },
  },
}

describe.each(Object.entries(TOLD))('%s', (_, { sold, says, is }) => {
  beforeEach(async () => {
    await DOORS.json(shop.bot.ask, { number: '0', status: 'paid', lines: [{ ...lamp, sku: 'NOBODY' }] })
    await shop.ask('store.autoforward', { store: 'hunt', setting: 'on' })
    await shop.database.db.delete(orderLines)
    await shop.database.db.delete(orders)
  })

  test('is the same here whichever door it comes in by', async () => {
    const [webhook, ...others] = Object.entries(DOORS)
    for (const [name, tell] of [...(webhook ? [webhook] : []), ...others]) {
      const answer = await tell(shop.bot.ask, sold)
      if (name !== 'webhook') expect(answer, name).toBe(says)
      else expect(answer).toMatch(says.startsWith('200') ? /^200 received/ : /^200 (turned-away|passed-over)/)
      const here = await rows()
      expect(here, name).toMatchObject(is)
      seen[sold.number] ??= here
      expect(here, name).toEqual(seen[sold.number])
      await shop.database.db.delete(purchaseOrderLines)
      await shop.database.db.delete(orderLines)
      await shop.database.db.delete(orders)
    }
  })
})
const seen: Record<string, Awaited<ReturnType<typeof rows>>> = {}

const alerts = async () => {
  await shop.bot.pump.idle()
  return shop.chat.messages.filter(one => one.channel === 'alerts').map(one => one.card)
}
const order = (over: object) => ({ number: '1042', status: 'paid', lines: [lamp], ...over }) as Sold
const tell = (over: object, at: string, topic = 'orders/updated') =>
  DOORS.webhook(shop.bot.ask, order(over), {
    ...{ 'X-Shopify-Topic': topic, 'X-Shopify-Triggered-At': at, 'X-Shopify-Webhook-Id': at },
  })
const [one, two] = ['2026-05-01T15:00:00.1Z', '2026-05-01T15:00:00.2Z']

test('a webhook that says it is paid releases what waited for the money', async () => {
  await tell({ status: 'pending' }, one, 'orders/create')
  expect((await rows()).order.holdReason).toBe('awaiting_payment')
  await tell({ status: 'paid' }, two, 'orders/paid')
  expect((await rows()).order.holdReason).toBeNull()
})

test('staff hear that the store shipped what a supplier still has, and that its money went back', async () => {
  await tell({}, one)
  await shop.ask('order.forward', { order: '1042' })
  await tell({ lines: [{ ...lamp, done: true }] }, two)
  await alerts()
  expect(cardIn(shop.chat, 'alerts', 'Order 1042: shipped elsewhere?').summary).toBe(
    'The store says that it was shipped, but no parcel here contains it. 1042-A is with Lumen.',
  )
  await tell({ lines: [{ ...lamp, done: true }], status: 'refunded', refunded: 20_000 }, '2026-05-01T15:00:00.3Z')
  await alerts()
  expect(cardIn(shop.chat, 'alerts', 'Order 1042 is refunded in the store').summary).toBe(
    '1042-A is with Lumen and not shipped. Cancel it if nothing should be sent.',
  )
})

test('what the supplier itself shipped is not said to be shipped elsewhere', async () => {
  await tell({}, one)
  await shop.ask('order.forward', { order: '1042' })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await tell({ lines: [{ ...lamp, done: true }] }, two)
  expect((await alerts()).map(card => card.title)).toEqual([])
})

test('an order deleted in the store waits here, and staff hear of it', async () => {
  await tell({}, one)
  const [row] = await shop.database.db.select().from(orders)
  expect(await send(shop.bot.ask, { id: Number(row?.externalId) }, { 'X-Shopify-Topic': 'orders/delete' })).toBe(
    '200 updated',
  )
  await alerts()
  expect(cardIn(shop.chat, 'alerts', 'Order 1042 was deleted in the store').summary).toContain(
    '2 pieces of it wait here',
  )
  expect(await shop.refused(shop.ask('order.forward', { order: '1042' }))).toContain('deleted in the store')
})

test('a high risk holds an order, whether it is told before the order or after it', async () => {
  const risk = async (id: string, key: string) =>
    send(
      shop.bot.ask,
      { admin_graphql_api_order_id: `gid://shopify/Order/${id}`, risk_level: 'HIGH' },
      { 'X-Shopify-Topic': 'orders/risk_assessment_changed', 'X-Shopify-Webhook-Id': key },
    )
  await tell({}, one)
  const [row] = await shop.database.db.select().from(orders)
  expect(await risk(row?.externalId ?? '', 'after')).toBe('200 updated')
  expect((await rows()).order.holdReason).toBe('high_risk_of_fraud')
  await shop.database.db.delete(orders)
  expect(await risk(row?.externalId ?? '', 'before')).toBe('200 unchanged')
  await tell({}, two)
  expect((await rows()).order).toMatchObject({ risk: 'high', holdReason: 'high_risk_of_fraud' })
})

test('a signed order under another shop’s name is refused, and comes in under its own', async () => {
  const url = 'https://hunt.myshopify.com/1/orders/abc/authenticate'
  const body = { id: 6_123_456_789_012, order_status_url: url }
  expect(await send(shop.bot.ask, body, { 'X-Shopify-Shop-Domain': 'other.myshopify.com' })).toMatch(/^401 /)
  expect(await send(shop.bot.ask, body)).toBe('200 turned-away')
})

test('what no column can hold is turned away in words, once and for good, and the next order comes in', async () => {
  const { orderPayload, linePayload } = await import('../shopify/payloads.ts')
  for (const [key, payload] of [
    [
      'pieces',
      orderPayload({ line_items: [linePayload({ quantity: 9_999_999_999, current_quantity: 9_999_999_999 })] }),
    ],
    ['year', orderPayload({ created_at: '0000-01-01T00:00:00Z', updated_at: '0000-01-01T00:00:00Z' })],
    ['id', orderPayload({ id: '7'.repeat(9_000) })],
    ['line id', orderPayload({ line_items: [linePayload({ id: '7'.repeat(9_000) })] })],
    ['number', orderPayload({ name: '9'.repeat(9_000) })],
    ['price', orderPayload({ line_items: [linePayload({ price: '9'.repeat(30) })] })],
  ] as const) {
    const headers = { 'X-Shopify-Webhook-Id': key.repeat(2_000) }
    expect(await send(shop.bot.ask, payload, headers), key).toBe('200 turned-away')
  }
  expect(await send(shop.bot.ask, orderPayload())).toBe('200 received')
  expect((await alerts()).filter(card => card.title.endsWith('was not taken'))).not.toHaveLength(0)
})
