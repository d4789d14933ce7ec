import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { lanes, rooms as roomTable } from '../../src/kernel/tables.ts'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk, until } from './fake/clock.ts'
import type { Delivery } from './fake/deliveries.ts'
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

const forward = async (number: string) => {
  await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }]), system)
  await bot.ask('order.forward', { order: number }, system)
  await bot.settles()
}
const heard = async (delivery: Delivery | null) => {
  expect(delivery).not.toBeNull()
  await until(() => fake.unacked.length === 0, 'everything to be acknowledged')
  await bot.settles()
}

test('removed, it says so once, waits, and goes on when invited again', async () => {
  const { sam, mei, rooms } = shop
  await heard(fake.rooms.remove(rooms.lumen, 'bot', mei))
  await sam.reads(rooms.alerts, /I cannot post in #lumen/)
  await forward('1042')
  await forward('1043')
  expect(sam.sees(rooms.alerts).filter(seen => /cannot post/.test(seen.text))).toHaveLength(1)
  expect(mei.sees(rooms.lumen)).toEqual([])
  await heard(fake.rooms.invite(rooms.lumen, 'bot', sam))
  await mei.reads(rooms.lumen, /Purchase order 1042-A/)
  await mei.reads(rooms.lumen, /Purchase order 1043-A/)
})

test('not in a room, and never told of it, it finds out when it posts', async () => {
  const { sam, rooms } = shop
  rooms.lumen.members.delete(fake.workspace.botUser.id)
  await forward('1042')
  await sam.reads(rooms.alerts, /I cannot post in #lumen/)
  const [lane] = await database.db
    .select()
    .from(lanes)
    .innerJoin(roomTable, eq(roomTable.id, lanes.roomId))
    .where(eq(roomTable.name, 'lumen'))
  expect(lane?.lanes.parkedAt).not.toBeNull()
})

test('archived, it waits; renamed, it follows; under another id, the binding follows', async () => {
  const { sam, mei, rooms } = shop
  await heard(fake.rooms.archive(rooms.lumen, sam))
  await sam.reads(rooms.alerts, /I cannot post in #lumen[\s\S]*archived/)
  await heard(fake.rooms.unarchive(rooms.lumen, sam))
  await heard(fake.rooms.rename(rooms.lumen, 'lumen-works'))
  await heard(fake.rooms.changeId(rooms.lumen))
  await forward('1042')
  await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1042-A/), 'Acknowledge')
  await mei.reads(rooms.lumen, /1042-A is acknowledged/)
  await sam.command(rooms.orders, '/supplier show Lumen')
  await sam.reads(rooms.orders, /lumen-works/)
})

test('people of another organisation in a shared staff room are no staff, and staff are told', async () => {
  const { sam, mei, rooms } = shop
  await forward('1042')
  fake.rooms.invite(rooms.orders, mei, sam)
  await heard(fake.rooms.share(rooms.orders, mei.user.team))
  await sam.reads(rooms.alerts, /#orders \(slack\) is shared/)
  await mei.presses(await mei.reads(rooms.orders, /Order 1042/), 'Story')
  await mei.reads(rooms.orders, /I don’t know you here|nobody’s room/)
  expect(mei.sees(rooms.orders).some(seen => seen.ephemeral && /forwarded/.test(seen.text))).toBe(false)
})

test('whoever leaves the staff room is staff no longer in a supplier’s room', async () => {
  const { sam, rooms } = shop
  await forward('1042')
  const card = () => sam.reads(rooms.lumen, /Purchase order 1042-A/)
  await heard(fake.rooms.remove(rooms.orders, sam, sam))
  await heard(fake.rooms.remove(rooms.alerts, sam, sam))
  await sam.presses(await card(), 'Acknowledge')
  await sam.reads(rooms.lumen, /asked to add you/)
})
