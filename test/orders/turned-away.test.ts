import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn } from '../stage/shop.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const lamp = [{ sku: 'LAMP' }]
const alerts = () => shop.chat.messages.filter(one => one.channel === 'alerts').map(one => one.card)

test.each([
  ['a test order', { test: true }, 'It is a test order of the store.'],
  ['an order without lines', { lines: [] }, 'It has no lines that are still wanted.'],
  ['an order without an address', { shipTo: null }, 'It has no shipping address.'],
  ['a voided order', { financialStatus: 'voided' }, 'Its payment is voided in the store, so nothing is sent.'],
  [
    'an order refunded whole',
    { financialStatus: 'refunded' },
    'Its payment is refunded in the store, so nothing is sent.',
  ],
])('%s gets one card that says why, however often it is told', async (_, over, why) => {
  for (let i = 0; i < 3; i++) expect((await shop.receive('1042', lamp, over)).outcome).toBe('turned-away')
  await shop.bot.pump.idle()
  expect(alerts()).toHaveLength(1)
  expect(cardIn(shop.chat, 'alerts', 'Order 1042 was not taken').summary).toContain(
    `Order 1042 of Lamps did not come in. ${why}`,
  )
  expect(await shop.database.db.$count(orders)).toBe(0)
  const names = (await shop.database.db.select().from(events)).map(event => event.name)
  expect(names.filter(name => name === 'order.turned_away')).toHaveLength(1)
})

test('what nobody has to ship is passed over without a card: a pickup, a gift card, what was fulfilled', async () => {
  const gift = incoming('1', lamp).lines.map(line => ({ ...line, requiresShipping: false }))
  const done = incoming('1', lamp).lines.map(line => ({ ...line, fulfilled: line.quantity }))
  for (const [number, over, why] of [
    ['1', { pickup: true, shipTo: null }, 'The customer picks it up, so nobody ships it.'],
    ['2', { lines: gift }, 'Nothing on it has to be shipped.'],
    ['3', { lines: done }, 'It was fulfilled in the store before it came in.'],
  ] as const)
    expect(await shop.receive(number, lamp, over)).toEqual({ text: why, outcome: 'passed-over' })
  await shop.bot.pump.idle()
  expect(shop.chat.messages).toEqual([])
})

test('once mended in the store it comes in, and its alert says so', async () => {
  await shop.receive('1042', lamp, { shipTo: null, updatedAt: at(1) })
  expect((await shop.receive('1042', lamp, { updatedAt: at(2) })).outcome).toBe('received')
  await shop.bot.pump.idle()
  const card = cardIn(shop.chat, 'alerts', 'Order 1042 was not taken')
  expect([card.summary, card.tone]).toEqual(['It has come in since, as order 1042.', 'good'])
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('New: not forwarded yet')
})

test('what is older than its being turned away does not bring it in', async () => {
  await shop.receive('1042', lamp, { lines: [], updatedAt: at(2) })
  expect(await shop.receive('1042', lamp, { updatedAt: at(1) })).toEqual({
    text: 'The store has already sent something newer about order 1042.',
    outcome: 'unchanged',
  })
  expect(await shop.database.db.$count(orders)).toBe(0)
})

test('another reason is told anew, on the same card', async () => {
  await shop.receive('1042', lamp, { shipTo: null, updatedAt: at(1) })
  await shop.receive('1042', lamp, { lines: [], updatedAt: at(2) })
  await shop.bot.pump.idle()
  expect(alerts().map(card => card.summary)).toEqual([
    'Order 1042 of Lamps did not come in. It has no lines that are still wanted.',
  ])
})

test('an imported file does not fill the alerts: who imports it reads the report', async () => {
  const file = { store: { kind: 'csv', key: 'old', name: 'Old shop', fromFile: true }, shipTo: null } as const
  expect((await shop.receive('1042', lamp, file)).text).toContain('It has no shipping address')
  await shop.bot.pump.idle()
  expect(alerts()).toEqual([])
})

test('an order that could not be read is shown by what could be read of it', async () => {
  const store = { kind: 'shopify', key: 'lamps.example', name: 'Lamps' }
  await shop.ask('order.turn-away', { store, externalId: '7', number: '1042', why: 'It does not say its currency.' })
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', 'Order 1042 was not taken').summary).toBe(
    'Order 1042 of Lamps did not come in. It does not say its currency.',
  )
})
