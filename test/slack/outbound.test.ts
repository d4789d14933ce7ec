import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk } from './fake/clock.ts'
import type { Effect } from './fake/faults.ts'
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

const ORDERS = ['1', '2', '3', '4', '5', '6', '7', '8']
const forwardAll = async () => {
  for (const number of ORDERS) {
    await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }]), system)
    await bot.ask('order.forward', { order: number }, system)
  }
}
/** Time passes until nothing is owed any more. */
const calm = async () => {
  for (let turn = 0; turn < 40; turn++) {
    await bot.settles()
    bot.wait(6_000)
  }
  await bot.settles()
}
const titles = (room: Shop['rooms']['lumen']) =>
  shop.sam.sees(room).flatMap(seen => /(Purchase order \S+|Order \S+)/.exec(seen.text)?.[1] ?? [])
const eachOnce = () => {
  expect(titles(shop.rooms.lumen).sort()).toEqual(ORDERS.map(number => `Purchase order ${number}-A`))
  expect(titles(shop.rooms.orders).sort()).toEqual(ORDERS.map(number => `Order ${number}`))
}

test.each<[string, Effect]>([
  ['429 with a time to wait', { kind: 'rate_limited', retryAfter: 5 }],
  ['500 and nothing done', { kind: 'status', status: 500 }],
  ['500 though it was done', { kind: 'answer_broken', status: 500 }],
  ['a cut after the message was accepted', { kind: 'answer_lost', how: 'cut' }],
  ['a cut before it was', { kind: 'request_lost', how: 'cut' }],
  ['fatal_error', { kind: 'error', error: 'fatal_error' }],
])('every third post meets %s: nothing is lost, nothing doubled', async (_, effect) => {
  let posts = 0
  fake.faults.call('chat.postMessage', effect, { times: 6, when: () => ++posts % 3 === 0 })
  await forwardAll()
  await calm()
  eachOnce()
})

test('an answer that never comes is given up, looked for, and found', async () => {
  fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'silence' })
  await forwardAll()
  await bot.settles()
  await calm()
  eachOnce()
}, 90_000)

test('while the history cannot be read, what is in doubt is not sent again', async () => {
  fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'cut' })
  fake.faults.call('conversations.history', { kind: 'rate_limited', retryAfter: 5 }, { times: 2 })
  fake.faults.call('conversations.history', { kind: 'status', status: 500 }, { times: 2 })
  await forwardAll()
  await calm()
  eachOnce()
})

test('Slack is down for minutes: all of it arrives, once, in order', async () => {
  await fake.down()
  await forwardAll()
  for (let minute = 0; minute < 3; minute++) {
    await bot.settles()
    bot.wait(60_000)
  }
  await fake.up()
  await calm()
  eachOnce()
  expect(titles(shop.rooms.lumen)).toEqual(ORDERS.map(number => `Purchase order ${number}-A`))
})

test('another process takes up what a killed one had sent without knowing', async () => {
  fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'cut' }, { times: 2 })
  await forwardAll()
  await bot.settles()
  await bot.stop()
  bot = await openSlackBot(database, fake)
  await calm()
  eachOnce()
})

test('one channel under a limit holds up no other', async () => {
  const { sam, rooms } = shop
  fake.faults.call('chat.postMessage', { kind: 'rate_limited', retryAfter: 60 }, { when: args => args.channel === rooms.orders.id })
  await forwardAll()
  await bot.settles()
  expect(titles(rooms.lumen)).toHaveLength(ORDERS.length)
  expect(titles(rooms.orders)).toHaveLength(0)
  await sam.command(rooms.orders, '/order list')
  await sam.reads(rooms.orders, /Orders/)
  bot.wait(61_000)
  await calm()
  eachOnce()
})
