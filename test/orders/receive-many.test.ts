import { expect, test } from 'vitest'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'

const shop = aShop()
const lamp = [{ sku: 'LAMP' }]
const many = async (...told: readonly object[]) =>
  ((await shop.ask('order.receive-many', { orders: told })).each ?? []).map(({ outcome }) => outcome)

test('of many orders told at once each has its own answer, and a refused one keeps no other out', async () => {
  const { currency, ...noCurrency } = incoming('1044', lamp)
  const told = await shop.ask('order.receive-many', {
    orders: [
      incoming('1042', lamp),
      incoming('1043', lamp, { shipTo: null }),
      noCurrency,
      incoming('1042', lamp),
      incoming('1045', lamp, { cancelledAt: new Date('2026-11-02T10:00:00Z') }),
    ],
  })
  expect(told.each?.map(({ outcome }) => outcome)).toEqual([
    'received',
    'turned-away',
    'refused',
    'unchanged',
    'cancelled',
  ])
  expect(told.each?.[2]?.text).toBe('currency: please fill this in.')
  expect(await shop.database.db.$count(orders)).toBe(2)
  await shop.bot.pump.idle()
  expect(shop.chat.messages.map(({ card }) => card.title).toSorted()).toEqual([
    'Order 1042',
    'Order 1043 was not taken',
  ])
})

test('a delivery that is repeated among many, or after, is heard once', async () => {
  const delivery = { source: 'shopify', key: 'w1' }
  const first = { ...incoming('1042', lamp), delivery }
  expect(await many(first, { ...incoming('1043', lamp), delivery })).toEqual(['received', 'again'])
  expect(await many(first, incoming('1044', lamp))).toEqual(['again', 'received'])
})
