import { expect, test } from 'vitest'
import { aSlackShop, type SlackShop } from '../stage/slack/a-slack-shop.ts'
import { openSlackBot } from '../stage/slack/slack-bot.ts'
import { stringsIn } from '../stage/strings-in.ts'
import type { Effect } from './fake/faults.ts'

const shop = aSlackShop()

const ORDERS = ['1', '2', '3', '4', '5', '6', '7', '8']
const forwardAll = async () => {
  for (const number of ORDERS) {
    await shop.receive(number, 'LAMP')
    await shop.ask('order.forward', { order: number })
  }
}
/** Time passes until nothing is owed any more. */
const calm = async () => {
  for (let turn = 0; turn < 40; turn++) {
    await shop.bot.settles()
    shop.bot.wait(6_000)
  }
  await shop.bot.settles()
}
const titles = (room: SlackShop['rooms']['lumen']) =>
  shop.sam.sees(room).flatMap(seen => /(Purchase order \S+|Order \d\S*)/.exec(seen.text)?.[1] ?? [])
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
  shop.fake.faults.call('chat.postMessage', effect, { times: 6, when: () => ++posts % 3 === 0 })
  await forwardAll()
  await calm()
  eachOnce()
})

test('an answer that never comes is given up, looked for, and found', async () => {
  shop.fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'silence' })
  await forwardAll()
  await shop.bot.settles()
  await calm()
  eachOnce()
}, 90_000)

test('while the history cannot be read, what is in doubt is not sent again', async () => {
  shop.fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'cut' })
  shop.fake.faults.call('conversations.history', { kind: 'rate_limited', retryAfter: 5 }, { times: 2 })
  shop.fake.faults.call('conversations.history', { kind: 'status', status: 500 }, { times: 2 })
  await forwardAll()
  await calm()
  eachOnce()
})

test('Slack is down for minutes: all of it arrives, once, in order', async () => {
  await shop.fake.down()
  await forwardAll()
  for (let minute = 0; minute < 3; minute++) {
    await shop.bot.settles()
    shop.bot.wait(60_000)
  }
  await shop.fake.up()
  await calm()
  eachOnce()
  expect(titles(shop.rooms.lumen)).toEqual(ORDERS.map(number => `Purchase order ${number}-A`))
})

test('another process takes up what a killed one had sent without knowing', async () => {
  shop.fake.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'cut' }, { times: 2 })
  await forwardAll()
  await shop.bot.settles()
  await shop.bot.stop()
  shop.bot = await openSlackBot(shop.database, shop.fake)
  await calm()
  eachOnce()
})

test('one channel under a limit holds up no other', async () => {
  const { sam, rooms } = shop
  shop.fake.faults.call(
    'chat.postMessage',
    { kind: 'rate_limited', retryAfter: 60 },
    { when: args => args.channel === rooms.orders.id },
  )
  await forwardAll()
  await shop.bot.settles()
  expect(titles(rooms.lumen)).toHaveLength(ORDERS.length)
  expect(titles(rooms.orders)).toHaveLength(0)
  await sam.types(rooms.orders, '/order list')
  await sam.reads(rooms.orders, /Orders/)
  shop.bot.wait(61_000)
  await calm()
  eachOnce()
})

test('a purchase order that changes before it could be posted still calls its supplier, by its first post', async () => {
  const { mei, chen, rooms } = shop
  const to = (args: { channel?: unknown }) => args.channel === rooms.lumen.id
  shop.fake.faults.call('chat.postMessage', { kind: 'rate_limited', retryAfter: 5 }, { when: to })
  await shop.forwarded('1042', 'LAMP')
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await calm()
  const [first, ...more] = shop.fake.calls('chat.postMessage').filter(call => to(call.args) && !call.error)
  expect(more).toEqual([])
  expect(stringsIn(JSON.parse(String(first?.args.blocks)), 'user_id').split('\n')).toEqual([mei.id, chen.id])
  expect((await mei.reads(rooms.lumen, /Purchase order 1042-A/)).text).toContain('cknowledged')
})

test('a card that somebody deleted is posted once more while something is asked by it', async () => {
  const { sam, rooms } = shop
  for (const number of ['1042', '1043']) await shop.received(number, 'LAMP')
  const { ts } = await sam.reads(rooms.orders, /Order 1042/)
  const message = shop.fake.workspace.find(rooms.orders.id, ts)
  if (message) shop.fake.workspace.remove(message)
  for (const order of ['1042', '1043']) await shop.ask('order.hold', { order, reason: 'other' })
  await shop.bot.settles()
  expect(titles(rooms.orders)).toEqual(['Order 1043', 'Order 1042'])
  for (const { text } of sam.sees(rooms.orders)) expect(text).toContain('On hold')
})
