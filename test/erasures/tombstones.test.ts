import { expect, test } from 'vitest'
import { ALL, markOrders, markPerson, markStore } from '../../src/erasures/mark.ts'
import type { Verb } from '../../src/kernel/asking/command.ts'
import { orderLines, orders, shipTos } from '../../src/orders/tables.ts'
import { stores } from '../../src/stores/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { nothingOutside } from '../stage/outside.ts'
import { stringsIn } from '../stage/strings-in.ts'

const shop = aShop()
const LAMPS = { store: 'lamps.example', why: 'store', ...ALL } as const
const NOW = new Date('2026-11-02T12:00:00Z')
const LATER = new Date('2026-11-02T15:00:00Z')

const verb = (): Verb => ({
  db: shop.database.db,
  actor: system,
  now: NOW,
  record: async () => {},
  meanwhile: async write => void (await write),
  keep: () => {},
  follow: async () => {},
  outside: nothingOutside(),
  owe: async () => {},
})
const engraved = [{ sku: 'LAMP', options: 'Engraving: Zoë' }]

async function held(): Promise<string> {
  const { db } = shop.database
  const rows = [await db.select().from(orders), await db.select().from(orderLines), await db.select().from(shipTos)]
  return stringsIn(rows)
}

const PERSONAL = /Lindqvist|Hamngatan|Göteborg|zoe@|711 00 00|Ring twice|Engraving/

test('a late webhook brings back no address of an order that was erased before it came', async () => {
  await markOrders(verb(), LAMPS, [{ externalId: 'id-1042', number: null }])
  expect(await shop.receive('1042', engraved, { note: 'Ring twice' })).toMatchObject({ outcome: 'passed-over' })
  await shop.receive('1042', engraved, { note: 'Ring twice', updatedAt: LATER, cancelledAt: LATER })
  expect(await held()).not.toMatch(PERSONAL)
  const [order] = await shop.database.db.select().from(orders)
  expect(order).toMatchObject({ number: '1042', totalMinor: 8_900, erasedAt: NOW, wordsErasedAt: NOW })
  const [shipTo] = await shop.database.db.select().from(shipTos)
  expect(shipTo?.country).toBe('SE')
})

test('a file that knows the order by its number alone brings nothing back either', async () => {
  await markOrders(verb(), LAMPS, [{ externalId: 'id-1042', number: '1042' }])
  const file = { timed: false, externalId: '1042', note: 'Ring twice' } as const
  await shop.receive('1042', engraved, file)
  expect(await held()).not.toMatch(PERSONAL)
})

test('a customer who was erased is not known again by what they bought until then, and is by what they buy after', async () => {
  await markPerson(verb(), LAMPS, { email: 'ZOE@example.com', phone: null })
  await shop.receive('1042', engraved)
  expect(await held()).not.toMatch(PERSONAL)
  await shop.receive('1043', engraved, { placedAt: LATER, updatedAt: LATER })
  expect(await held()).toMatch(/zoe@example\.com/)
})

test('a phone number in another spelling is the same customer', async () => {
  await markPerson(verb(), LAMPS, { email: null, phone: '031-711 00 00' })
  await shop.receive('1042', engraved)
  expect(await held()).not.toMatch(PERSONAL)
})

test('a store that was erased is not made again by a late webhook', async () => {
  await markStore(verb(), LAMPS)
  expect(await shop.receive('1042', engraved)).toMatchObject({ outcome: 'unchanged' })
  expect(await shop.database.db.select().from(stores)).toEqual([])
  const back = incoming('1043', engraved, { placedAt: LATER, updatedAt: LATER })
  expect(await shop.ask('order.receive', back)).toMatchObject({ outcome: 'received' })
})

test('another store’s order of the same id keeps its address', async () => {
  await markOrders(verb(), LAMPS, [{ externalId: 'id-1042', number: '1042' }])
  await shop.receive('1042', engraved, { store: { kind: 'shopify', key: 'bulbs.example', name: 'Bulbs' } })
  expect(await held()).toMatch(/zoe@example\.com/)
})
