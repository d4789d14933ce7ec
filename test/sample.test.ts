import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadSample } from '../src/sample/load-sample.ts'
import { SUPPLIERS, sampleOrders } from '../src/sample/sample-shop.ts'
import { type Bot, openBot, system } from './stage/bot.ts'
import { type TestDatabase, testDatabase } from './stage/database.ts'
import { foundInTables } from './stage/found-in-tables.ts'
import { incoming } from './stage/incoming.ts'
import { type MemoryChat, memoryChat } from './stage/memory-chat.ts'
import { card, cardIn, said } from './stage/shop.ts'

let database: TestDatabase
let bot: Bot
let chat: MemoryChat

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  const rooms = SUPPLIERS.map(one => one.room)
  chat = memoryChat({ channels: ['orders', 'alerts', 'support', ...rooms] })
  for (const { room, contacts } of SUPPLIERS) for (const name of contacts) chat.admit(name.toLowerCase(), name, [room])
  bot = await openBot(database, chat)
})
afterEach(() => bot.close())
afterAll(() => database.close())

const load = () => loadSample(database.db, bot.askAt, chat, new Date())
const sam = () => bot.as('Sam', 'orders')

test('the sample shop loads once: every supplier has a room, a contact and SKUs, every order is there', async () => {
  expect(await load()).toBe(true)
  expect(await load()).toBe(false)
  const suppliers = card(await sam().types('/supplier list')).lines ?? []
  expect(suppliers).toHaveLength(SUPPLIERS.length)
  for (const { detail } of suppliers) expect(detail).toMatch(/ships within \d+ hours · \d+ contacts?, \d SKUs$/)
  expect(said(await sam().types('/order list'))).toBe(`${sampleOrders(new Date()).length} open orders.`)
})

test('/order forward 1042 works at once and spans two suppliers', async () => {
  await load()
  expect(said(await sam().types('/order forward 1042'))).toBe(
    '1042-A went to Lumen Works and 1042-B went to Casa Cerámica.',
  )
  await bot.pump.idle()
  const po = cardIn(chat, 'lumen-works', 'Purchase order 1042-A')
  expect(po.summary).toBe('1042-A: 2 lines, 3 pieces to Göteborg, Sweden. Sent, not acknowledged yet.')
  expect(said(await bot.as('Mei Lin', 'lumen-works').presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
  expect(cardIn(chat, 'casa-ceramica', 'Purchase order 1042-B').lines?.map(line => line.quantity)).toEqual([2])
})

test('the first look of the clock shows a newcomer what lateness looks like, on both sides', async () => {
  await load()
  await bot.ask('late.sweep', {}, system)
  await bot.pump.idle()
  const alerts = chat.messages.filter(one => one.channel === 'alerts').map(one => one.card.summary)
  expect(alerts.toSorted()).toEqual([
    '1038-A of Lumen Works: not shipped.',
    '1041-A of Anadolu Textiles: not acknowledged.',
  ])
  expect(cardIn(chat, 'anadolu-textiles', '1041-A is late').presses.map(press => press.label)).toContain('Acknowledge')
})

test('every other sample order can be forwarded, but for the one that shows what nobody supplies', async () => {
  await load()
  await bot.pump.idle()
  const loose = chat.messages.filter(one => one.card.title.endsWith('needs routing')).map(one => one.card.title)
  expect(loose).toEqual(['Order 1045 needs routing'])
  const answers = { '1038': /is forwarded already/, '1041': /is forwarded already/, '1045': /^Nobody supplies/ }
  for (const { number } of sampleOrders(new Date()))
    expect(said(await sam().types(`/order forward ${number}`)), number).toMatch(
      answers[number as keyof typeof answers] ?? / went to /,
    )
})

test('the sample holds no real person’s e-mail, and its moments are past', () => {
  const now = new Date()
  for (const order of sampleOrders(now)) {
    expect(order.shipTo?.email).toBeNull()
    expect(order.placedAt.getTime()).toBeLessThan(now.getTime())
    expect(order.totalMinor).toBe(order.lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0))
  }
})

test('it says that it is a sample, and goes with one press: what is the shop’s own stays', async () => {
  await load()
  await bot.ask('supplier.add', { name: 'Lantern & Co', zone: 'Europe/Berlin' }, system)
  await bot.ask('order.receive', incoming('7001', [{ sku: 'LANTERN' }]), system)
  await bot.pump.idle()
  await sam().types('/order forward 1042')
  const po = () => cardIn(chat, 'lumen-works', 'Purchase order 1042-A')
  await bot.pump.idle()
  await bot.as('Mei Lin', 'lumen-works').presses(po(), 'Acknowledge')
  await bot.as('Sam', 'support').types('/complaint open 1038 damaged cracked lines:LAMP-OAK')
  await bot.ask('late.sweep', {}, system)
  await bot.pump.idle()

  expect(
    said(await sam().presses(cardIn(chat, 'orders', 'This is a sample shop'), 'Remove the sample shop')),
  ).toContain('The sample shop is gone')
  await bot.pump.idle()
  expect(cardIn(chat, 'orders', 'The sample shop is gone').presses).toEqual([])
  expect(said(await sam().types('/order list'))).toBe('1 open order.')
  expect(card(await sam().types('/supplier list')).lines).toHaveLength(1)
  expect(said(await sam().types('/case list'))).toBe('There is none.')
  for (const planted of [/1042|1038|1045|1041/, /Lumen Works|Mei Lin/, /Ольга|Jürgen/])
    expect(await foundInTables(database.db, planted)).toEqual([])
  expect(said(await sam().types('/store remove-sample'))).toBe('There is no sample shop here.')
})

test('a sample supplier that has one of your own orders is not taken away with it', async () => {
  await load()
  await bot.ask('order.receive', incoming('7001', [{ sku: 'LAMP-OAK' }]), system)
  await sam().types('/order forward 7001')
  expect(said(await sam().types('/store remove-sample'))).toContain(
    '7001-A of your own orders is with a supplier of the sample',
  )
  expect(said(await sam().types('/order show 1042'))).toContain('1042')
})
