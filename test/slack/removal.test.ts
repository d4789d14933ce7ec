import { inArray } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import { type MemoryChat, memoryChat } from '../stage/memory-chat.ts'
import { openShop } from '../stage/shop.ts'
import { MODES, openSlackBot, people, placesOf, type Shop, type SlackBot } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let database: TestDatabase
let fake: FakeSlack
let bot: SlackBot
let shop: Shop
/** Another chat, where staff have a room for alerts as well. */
let other: MemoryChat

beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  await bot.stop()
  await fake.close()
})
afterAll(() => database.close())

async function open(mode: (typeof MODES)[number] = 'sockets') {
  await database.empty()
  fake = await startSlack({ timing: brisk, app: asInstalled() })
  shop = people(fake)
  bot = await openSlackBot(database, fake, { mode })
  await openShop(bot, placesOf(shop))
  other = memoryChat({ channels: ['alerts'] })
  bot.chats.set('memory', other)
  const room = { chat: 'memory', channel: 'alerts', name: 'alerts', purpose: 'alerts' as const }
  await listStaffRoom(database.db, room, new Date())
}

const forward = async (number: string) => {
  await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
  await bot.ask('order.forward', { order: number }, system)
  await bot.settles()
}
const told = () => other.messages.map(({ card }) => card).filter(({ title }) => title.includes('slack'))
const named = () =>
  database.db
    .select()
    .from(events)
    .where(inArray(events.name, ['room.parked', 'chat.lost']))
const posted = () => fake.calls('chat.postMessage').length

test.each(MODES)(
  'over %s: removed from the workspace, it says so once elsewhere, and leaves Slack in peace',
  async mode => {
    await open(mode)
    await forward('1042')
    fake.uninstall()
    await until(() => fake.unacked.length === 0, 'both events to be acknowledged')
    const before = posted()
    await forward('1043')
    await forward('1044')
    expect(posted()).toBe(before)
    expect(told()).toMatchObject([{ title: 'I can’t post on slack any more' }])
    expect(told()[0]?.summary).toMatch(/app that was removed\. Install the app.*SLACK_BOT_TOKEN.*Messages to it wait/s)
    expect((await named()).map(({ name }) => name)).toEqual(['chat.lost'])
    expect(bot.slack.trouble()).toContain('takes nothing')
    expect([fake.unacked, fake.complaints]).toEqual([[], []])
  },
)

test('a refusal of the token that was Slack’s mistake is outlived: asked again in five minutes, all goes out in order', async () => {
  await open()
  fake.uninstall()
  await forward('1042')
  await forward('1043')
  for (let turn = 0; turn < 4; turn++) {
    const before = posted()
    bot.wait(5 * 60_000 + 1)
    await bot.settles()
    expect(posted() - before).toBeLessThanOrEqual(1)
  }
  expect(told()).toHaveLength(1)
  fake.app.revoked = false
  for (let turn = 0; turn < 20; turn++) {
    bot.wait(61_000)
    await bot.settles()
  }
  const orders = shop.sam.sees(shop.rooms.lumen).flatMap(({ text }) => /^Purchase order (\d+)-A/.exec(text)?.[1] ?? [])
  expect(orders).toEqual(['1042', '1043'])
  expect(bot.slack.trouble()).toBeNull()
  expect((await named()).map(({ name }) => name)).toEqual(['chat.lost'])
})

test('never told that it was removed, it finds out when it posts, and names no room by itself', async () => {
  await open()
  fake.app.events.clear()
  fake.uninstall()
  await forward('1042')
  expect(told()).toHaveLength(1)
  expect((await named()).map(({ name }) => name)).toEqual(['chat.lost'])
})

test('a token of somebody else that is revoked is nobody’s trouble', async () => {
  await open()
  fake.revokesTokenOf(shop.sam)
  await until(() => fake.unacked.length === 0, 'the event to be acknowledged')
  await forward('1042')
  await shop.mei.reads(shop.rooms.lumen, /Purchase order 1042-A/)
  expect([told(), await named()]).toEqual([[], []])
  expect(bot.slack.trouble()).toBeNull()
})
