import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { storeLinks } from '../../src/stores/tables.ts'
import { taskKinds } from '../../src/tasks.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { type MemoryStore, memoryStore } from '../stage/memory-store.ts'
import { cardIn, openShop, said, shopChat } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { textOf } from '../stage/text-of.ts'

let database: TestDatabase
let chat: MemoryChat
let bot: Bot
let store: MemoryStore
let tasks: Tasks
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  chat = shopChat()
  bot = await openBot(database, chat)
  store = memoryStore()
  bot.storefronts.set('shopify', store.storefront)
  const { db, listen } = database
  const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: null, now: bot.now })
  tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: () => {}, now: bot.now })
  await openShop(bot)
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BOWL' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
})
afterEach(async () => {
  await tasks.stop()
  await bot.close()
  await database.empty()
})
afterAll(() => database.close())

const connect = () =>
  bot.ask('store.connect', { kind: 'Shopify', address: 'lamps.example', name: 'Lamps', secret: 'shpat_1' }, system)
const track = (purchaseOrder: string, number: string, lines?: string) =>
  bot.ask(
    'tracking.add',
    { purchaseOrder, number, carrier: 'other: Bike', ...(lines && { lines }), sure: 'yes' },
    system,
  )
const holds = () => [...store.held.values()].map(({ number, pieces }) => `${number}: ${pieces}`)
const told = async () => {
  await tasks.idle()
  return holds()
}
const story = async () => textOf(await bot.as('Sam', 'orders').types('/order show 1042'))

test('the store has each parcel with its number and exactly its pieces, and the story says when it was told', async () => {
  await connect()
  await track('1042-A', 'BIKE1', 'LAMP x1')
  await track('1042-A', 'BIKE2')
  await track('1042-B', 'BIKE3')
  expect(await told()).toEqual(['BIKE1: 1 line-1', 'BIKE2: 1 line-1', 'BIKE3: 1 line-2'])
  expect(await story()).toMatch(/wrote BIKE1(, BIKE\d)* to Lamps/)
})

test('a number that is put right is put right at the store, and a parcel that is taken off is taken off there', async () => {
  await connect()
  await track('1042-A', 'BIKE1')
  await track('1042-B', 'BIKE2')
  await told()
  await bot.ask(
    'tracking.correct',
    { purchaseOrder: '1042-A', shipment: 'BIKE1', number: 'BIKE9', sure: 'yes' },
    system,
  )
  await bot.ask('tracking.remove', { purchaseOrder: '1042-B', shipment: 'BIKE2' }, system)
  expect(await told()).toEqual(['BIKE9: 2 line-1'])
})

test('a call that is cut off after the store did it makes no second fulfilment', async () => {
  await connect()
  store.faults.push('cut off')
  await track('1042-A', 'BIKE1')
  await told()
  bot.wait(60_000)
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  expect(await story()).toContain('wrote BIKE1 to Lamps')
})

test('after an hour of refusals staff read why, and Try again settles the card', async () => {
  await connect()
  store.faults.push(...Array.from({ length: 12 }, () => 'Shopify has put this order on hold.'))
  await track('1042-A', 'BIKE1')
  for (let minutes = 0; minutes < 100; minutes += 10) {
    await tasks.idle()
    bot.wait(600_000)
  }
  await tasks.idle()
  await bot.pump.idle()
  const card = cardIn(chat, 'alerts', 'Order 1042: tracking isn’t in Lamps')
  expect(card.summary).toContain('Shopify has put this order on hold.')
  store.faults.length = 0
  expect(said(await bot.as('Sam', 'alerts').presses(card, 'Try again'))).toContain(
    'I am writing the tracking numbers of 1042 to Lamps',
  )
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  await bot.pump.idle()
  expect(cardIn(chat, 'alerts', 'Order 1042: tracking is in Lamps').summary).toContain('BIKE1')
})

test('a store that nobody connected is left alone', async () => {
  await track('1042-A', 'BIKE1')
  expect([await told(), store.asked]).toEqual([[], 0])
})

test('a replacement is not told: the store knows those pieces as shipped', async () => {
  await connect()
  const [po] = await database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, '1042-A'))
  if (!po) throw new Error('no 1042-A')
  await track('1042-A', 'BIKE1')
  await told()
  await database.db.update(purchaseOrders).set({ replaces: po.id }).where(eq(purchaseOrders.number, '1042-B'))
  await track('1042-B', 'BIKE2')
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  expect(await database.db.$count(shipments)).toBe(2)
})

test('its secret is sealed, never in an answer, a card or the journal, and gone once it is disconnected', async () => {
  const answer = await connect()
  expect(stringsIn(answer)).not.toContain('shpat_1')
  const [link] = await database.db.select().from(storeLinks)
  expect(stringsIn(link)).not.toContain('shpat_1')
  expect((await bot.as('Sam', 'orders').types('/store disconnect Lamps')).kind).toBe('said')
  expect(await database.db.$count(storeLinks)).toBe(0)
})

test('what is wrong at a store is a card in alerts, once, and the card says when all is well again', async () => {
  store.troubles.push('Waybill may not read orders: give the app the scope read_orders.')
  await connect()
  await tasks.idle()
  await bot.pump.idle()
  const card = cardIn(chat, 'alerts', 'Lamps: the connection needs you')
  expect(card.summary).toContain('read_orders')
  store.troubles.length = 0
  await bot.as('Sam', 'alerts').presses(card, 'Check again')
  await tasks.idle()
  await bot.pump.idle()
  expect(cardIn(chat, 'alerts', 'Lamps is connected').summary).toBe('All is well again.')
})
