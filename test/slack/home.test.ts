import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk, until } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let database: TestDatabase
let fake: FakeSlack
let bot: SlackBot
let shop: Shop

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  fake = await startSlack({ timing: brisk, app: asInstalled() })
  shop = people(fake)
  bot = await openSlackBot(database, fake)
  await openSlackShop(bot, shop)
})
afterEach(async () => {
  await bot.stop()
  await fake.close()
})
afterAll(() => database.close())

const receive = (number: string, sku = 'LAMP') => bot.ask('order.receive', incoming(number, [{ sku }]), system)

test('staff see what is pressing, counts and the oldest orders, and act from there', async () => {
  const { sam } = shop
  await receive('1042', 'NOBODY')
  await receive('1043')
  await bot.ask('order.forward', { order: '1043' }, { side: 'system', name: 'Test' })
  sam.opensHome()
  const home = await sam.seesHome(/Needs routing/)
  expect(home.text).toContain('1 not acknowledged, 1 needs routing')
  expect(home.text).toMatch(/1042 · Needs routing/)
  expect(home.blocks.some(block => block.type === 'data_table')).toBe(true)
  await sam.presses(home, element => element.label === 'Open' && element.spoken.includes('1042'))
  await sam.seesModal(/Order 1042/)
  await sam.presses(await sam.seesModal(/Order 1042/), 'Note')
  expect(await sam.seesModal(/Note/)).toMatchObject({ depth: 1 })
  await sam.closes({ all: true })
  await sam.presses(home, 'Forward an order')
  await sam.seesModal(/Forward an order/)
  await sam.submits({ Order: '1042', Supplier: 'Lumen' })
  expect((await sam.seesModal(/1042-A/)).text).toContain('went to Lumen')
  await sam.seesHome(view => !view.text.includes('needs routing'))
  expect(fake.failures).toEqual([])
  expect(fake.complaints).toEqual([])
})

test('others see a friendly sentence, and their presses of an old tab do nothing', async () => {
  const { sam, ola, rooms } = shop
  const guest = fake.person('guest')
  guest.opensHome()
  expect((await guest.seesHome()).text).toContain('for the shop’s staff')
  expect((await guest.seesHome()).buttons).toEqual([])
  ola.opensHome()
  await receive('1042')
  sam.opensHome()
  const home = await sam.seesHome(/Not forwarded/)
  fake.rooms.remove(rooms.orders, sam, sam)
  await until(() => fake.unacked.length === 0)
  await sam.presses(home, 'Open orders')
  expect((await sam.seesModal()).text).toMatch(/staff/)
  expect(sam.modal?.text).not.toContain('1042')
})

test('a storm of changes draws a tab a few times, and only for those who looked', async () => {
  const { sam } = shop
  const pat = fake.person('pat')
  fake.rooms.invite(shop.rooms.orders, pat)
  sam.opensHome()
  await sam.seesHome(/Nothing is pressing/)
  const before = fake.calls('views.publish').length
  for (let number = 2_000; number < 2_030; number++) await receive(String(number), 'NOBODY')
  await bot.settles()
  await sam.seesHome(/30 needs routing/)
  const calls = fake.calls('views.publish').slice(before)
  expect(calls.length).toBeLessThan(20)
  expect(calls.every(call => call.args.user_id === sam.id)).toBe(true)
  await new Promise(done => setTimeout(done, 700))
  expect(fake.calls('views.publish').length - before - calls.length).toBeLessThanOrEqual(1)
})

test('a workspace without data tables gets plain rows', async () => {
  const { sam } = shop
  await receive('1042')
  fake.faults.call('views.publish', { kind: 'error', error: 'invalid_arguments' })
  sam.opensHome()
  expect((await sam.seesHome(/1042/)).blocks.some(block => block.type === 'data_table')).toBe(false)
})
