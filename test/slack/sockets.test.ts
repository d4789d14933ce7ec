import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk, until } from './fake/clock.ts'
import type { CutStage } from './fake/faults.ts'
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
  fake = await startSlack({ timing: { ...brisk, warning: 1_500 }, app: asInstalled() })
  shop = people(fake)
  bot = await openSlackBot(database, fake, { times: { patience: 1_500 } })
  await openSlackShop(bot, shop)
  await until(() => fake.sockets.live.length === 2, 'two sockets')
})
afterEach(async () => {
  await bot.stop()
  await fake.close()
})
afterAll(() => database.close())

const notes = async () => {
  await bot.settles()
  await shop.sam.command(shop.rooms.orders, '/order show 1042')
  return (await shop.sam.reads(shop.rooms.orders, seen => seen.ephemeral && seen.text.includes('Order 1042'))).text
}
const receive = () => bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)

test('a refresh of each socket in turn is not felt', async () => {
  const { sam, rooms } = shop
  await receive()
  // The first act of a test warms everything up.
  await sam.command(rooms.orders, '/order list')
  await sam.reads(rooms.orders, /Orders/)
  for (const number of fake.sockets.live) {
    fake.sockets.refresh(number)
    for (let count = 0; count < 5; count++)
      await sam.command(rooms.orders, `/order note 1042 during-${number}-${count}.`)
    const renewed = () => fake.sockets.live.length === 2 && !fake.sockets.live.includes(number)
    await until(renewed, 'both sockets')
  }
  expect(fake.failures).toEqual([])
  const story = await notes()
  for (const number of [1, 2])
    for (let count = 0; count < 5; count++) expect(story).toContain(`during-${number}-${count}.`)
  expect(bot.deaths).toBe(0)
})

test.each<CutStage>(['before_delivery', 'before_ack', 'after_ack', 'during_hello'])(
  'a socket cut %s: who sees a failure does it again, and it is done once',
  async stage => {
    const { sam, rooms } = shop
    await receive()
    fake.faults.cut(stage)
    if (stage === 'during_hello') fake.sockets.cut(fake.sockets.live[0])
    const outcome = await sam.command(rooms.orders, '/order forward 1042')
    if (outcome.failure) await sam.command(rooms.orders, '/order forward 1042')
    await bot.settles()
    await until(() => fake.sockets.live.length === 2, 'both sockets')
    expect(shop.mei.sees(rooms.lumen).filter(seen => /Purchase order/.test(seen.text))).toHaveLength(1)
    sam.says(rooms.orders, '@waybill order note 1042 still-here.')
    await bot.settles()
    await sam.reads(rooms.orders, /note/i)
    expect(bot.deaths).toBe(0)
  },
)

test('all sockets dead: not alive, the death is told in time, and both come back when Slack does', async () => {
  expect(bot.slack.alive()).toBe(true)
  await fake.down()
  await until(() => !bot.slack.alive(), 'the sockets to be gone')
  await until(() => bot.deaths > 0, 'the watchdog')
  await fake.up()
  await until(() => fake.sockets.live.length === 2, 'both sockets')
  expect(bot.slack.alive()).toBe(true)
}, 30_000)

test('HTTP errors and limits while it reconnects do not leave it deaf for ever', async () => {
  const { sam, rooms } = shop
  await receive()
  fake.faults.call('apps.connections.open', { kind: 'status', status: 500 }, { times: 2 })
  fake.faults.call('apps.connections.open', { kind: 'rate_limited', retryAfter: 1 }, { times: 1 })
  fake.faults.call('apps.connections.open', { kind: 'error', error: 'internal_error' }, { times: 1 })
  fake.sockets.cut()
  await until(() => fake.sockets.live.length === 2, 'both sockets')
  expect((await sam.command(rooms.orders, '/order list')).failure).toBeNull()
}, 30_000)

test('no more sockets are opened than two, and none is left behind', async () => {
  fake.sockets.disconnect('refresh_requested')
  await until(() => fake.sockets.live.length === 2, 'both sockets')
  await bot.stop()
  await until(() => fake.sockets.live.length === 0, 'no socket')
  bot = await openSlackBot(database, fake)
})
