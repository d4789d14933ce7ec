import { beforeEach, expect, test } from 'vitest'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { openSlackBot } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import { brisk } from './fake/clock.ts'
import type { CutStage } from './fake/faults.ts'

const shop = aSlackShop({ timing: { ...brisk, warning: 1_500 } })
beforeEach(() => until(() => shop.fake.sockets.live.length === 2, 'two sockets'))

const notes = async () => {
  await shop.bot.settles()
  await shop.sam.types(shop.rooms.orders, '/order show 1042')
  return (await shop.sam.reads(shop.rooms.orders, seen => seen.ephemeral && seen.text.includes('Order 1042'))).text
}

test('a refresh of each socket in turn is not felt', async () => {
  const { sam, rooms } = shop
  await shop.receive('1042', 'LAMP')
  // The first act of a test warms everything up.
  await sam.types(rooms.orders, '/order list')
  await sam.reads(rooms.orders, /Orders/)
  for (const number of shop.fake.sockets.live) {
    shop.fake.sockets.refresh(number)
    for (let count = 0; count < 5; count++) await sam.types(rooms.orders, `/order note 1042 during-${number}-${count}.`)
    const renewed = () => shop.fake.sockets.live.length === 2 && !shop.fake.sockets.live.includes(number)
    await until(renewed, 'both sockets')
  }
  expect(shop.fake.failures).toEqual([])
  const story = await notes()
  for (const number of [1, 2])
    for (let count = 0; count < 5; count++) expect(story).toContain(`during-${number}-${count}.`)
})

test.each<CutStage>(['before_delivery', 'before_ack', 'after_ack', 'during_hello'])(
  'a socket cut %s: who sees a failure does it again, and it is done once',
  async stage => {
    const { sam, rooms } = shop
    await shop.receive('1042', 'LAMP')
    shop.fake.faults.cut(stage)
    if (stage === 'during_hello') shop.fake.sockets.cut(shop.fake.sockets.live[0])
    const outcome = await sam.types(rooms.orders, '/order forward 1042')
    if (outcome.failure) await sam.types(rooms.orders, '/order forward 1042')
    await shop.bot.settles()
    await until(() => shop.fake.sockets.live.length === 2, 'both sockets')
    expect(shop.mei.sees(rooms.lumen).filter(seen => /Purchase order/.test(seen.text))).toHaveLength(1)
    sam.says(rooms.orders, '@waybill order note 1042 still-here.')
    await shop.bot.settles()
    await sam.reads(rooms.orders, /note/i)
  },
)

test('all sockets dead: it says so, and both come back when Slack does', async () => {
  expect(shop.bot.slack.trouble()).toBeNull()
  await shop.fake.down()
  await until(() => shop.bot.slack.trouble() === 'Slack does not reach us.', 'the sockets to be gone')
  await shop.fake.up()
  await until(() => shop.fake.sockets.live.length === 2, 'both sockets')
  expect(shop.bot.slack.trouble()).toBeNull()
})

test('HTTP errors and limits while it reconnects do not leave it deaf for ever', async () => {
  const { sam, rooms } = shop
  await shop.receive('1042', 'LAMP')
  shop.fake.faults.call('apps.connections.open', { kind: 'status', status: 500 }, { times: 2 })
  shop.fake.faults.call('apps.connections.open', { kind: 'rate_limited', retryAfter: 1 }, { times: 1 })
  shop.fake.faults.call('apps.connections.open', { kind: 'error', error: 'internal_error' }, { times: 1 })
  shop.fake.sockets.cut()
  await until(() => shop.fake.sockets.live.length === 2, 'both sockets')
  expect((await sam.types(rooms.orders, '/order list')).failure).toBeNull()
})

test('no more sockets are opened than two, and none is left behind', async () => {
  shop.fake.sockets.disconnect('refresh_requested')
  await until(() => shop.fake.sockets.live.length === 2, 'both sockets')
  await shop.bot.stop()
  await until(() => shop.fake.sockets.live.length === 0, 'no socket')
  shop.bot = await openSlackBot(shop.database, shop.fake)
})
