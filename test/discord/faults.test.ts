import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { limited, outage, type Trouble } from './fake/faults.ts'
import { answered, aProcess, aServer, cardIn, live, type Process, type Server, stock } from './shop.ts'
import { until } from './stage.ts'

const POST = 'POST /channels/:channel/messages'
const PATCH = 'PATCH /channels/:channel/messages/:message'
const LIST = 'GET /channels/:channel/messages'
const CALLBACK = 'POST /interactions/:interaction/:token/callback'
const ORIGINAL = 'PATCH /webhooks/:application/:token/messages/:message'

let database: TestDatabase
let server: Server
let bot: Process

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  server = await aServer()
  bot = await aProcess(database, server)
  await stock(bot, server)
  await bot.heard()
})
afterEach(async () => {
  await bot.close()
  await server.discord.stop()
})
afterAll(() => database.close())

const receive = (number: string) => bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }]), system)
const titles = () => server.discord.seen(server.rooms.orders).map(({ text }) => text.split('\n')[0])

describe('a message is posted once, whatever goes wrong', () => {
  it.each<[string, Trouble, boolean]>([
    ['429', limited(0.2), false],
    ['429 for all routes', limited(0.2, 'global'), false],
    ['500, not accepted', outage(500), false],
    ['500, accepted', outage(500), true],
    ['502, accepted', outage(502), true],
    ['a torn connection, not accepted', 'tear', false],
    ['a torn connection, accepted', 'tear', true],
  ])('%s', async (_, trouble, accepted) => {
    server.discord.faults.next(POST, trouble, { times: 2, accepted })
    for (const number of ['1042', '1043', '1044']) await receive(number)
    await bot.settled()
    expect(titles()).toEqual(['Order 1042', 'Order 1043', 'Order 1044'])
  })

  it('is found again after Discord has forgotten the nonce', async () => {
    server.discord.faults.next(POST, 'tear', { accepted: true })
    server.discord.faults.next(LIST, outage(503), { times: 3 })
    await receive('1042')
    await until(() => titles().length === 1)
    server.discord.state.nonces.window = 0
    await bot.settled()
    expect(titles()).toEqual(['Order 1042'])
  })

  it('is as new as the order, when it was accepted before the order changed', async () => {
    server.discord.faults.next(POST, 'tear', { accepted: true })
    // Not seen at the first look, so that it is sent again and the nonce answers with the old one.
    server.discord.faults.next(LIST, outage(500))
    await receive('1042')
    await until(() => titles().length === 1)
    await bot.ask('order.hold', { order: '1042', reason: 'other' }, system)
    await bot.settled()
    expect(titles()).toEqual(['Order 1042'])
    expect(server.discord.seen(server.rooms.orders)[0]?.text).toContain('On hold')
  })

  it('in order, as fast as the headers allow and never faster', async () => {
    server.discord.state.buckets.limits[POST] = { most: 5, per: 1_000 }
    const numbers = Array.from({ length: 12 }, (_, at) => String(1_100 + at))
    for (const number of numbers) await receive(number)
    await bot.settled()
    expect(titles()).toEqual(numbers.map(number => `Order ${number}`))
    expect(server.discord.calls.to(POST).filter(({ status }) => status === 429)).toEqual([])
  })
})

describe('a redraw', () => {
  it('of an old message waits where Discord asks for it, and shows the newest in the end', async () => {
    const { discord, rooms } = server
    await receive('1042')
    const order = await cardIn(discord, rooms.orders, 'Order 1042')
    discord.clock.skip(2 * 60 * 60_000)
    for (let turn = 0; turn < 5; turn++) {
      await bot.ask('order.hold', { order: '1042', reason: 'other', note: `turn ${turn}` }, system)
      await bot.pump.idle()
      await bot.ask('order.release', { order: '1042' }, system)
      await bot.pump.idle()
    }
    const refused = () => discord.calls.to(PATCH).filter(({ answer }) => JSON.stringify(answer).includes('30046'))
    expect(refused().length).toBeGreaterThan(0)
    discord.clock.skip(10_000)
    await bot.settled()
    expect(live(discord.message(order.id) as never)).toContain('Forward')
  })
})

describe('what people do is done once, whatever goes wrong', () => {
  const forwarded = async () => {
    await receive('1042')
    await bot.ask('order.forward', { order: '1042' }, system)
    return cardIn(server.discord, server.rooms.lumen, 'Purchase order 1042-A')
  }

  it.each<[string, Trouble]>([
    ['the acknowledgement is torn', 'tear'],
    ['the acknowledgement fails', outage(500)],
  ])('when %s', async (_, trouble) => {
    const po = await forwarded()
    server.discord.faults.next(CALLBACK, trouble)
    void server.people.mei.press(po, 'Acknowledge')
    await until(() => !live(server.discord.message(po.id) as never).includes('Acknowledge'))
  })

  it('when the answer fails at first', async () => {
    const po = await forwarded()
    server.discord.faults.next(ORIGINAL, outage(502), { times: 2 })
    expect(await answered(await server.people.mei.press(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
  })

  it('when it is delivered twice', async () => {
    const { discord, people } = server
    const po = await forwarded()
    discord.gateway.twice('INTERACTION_CREATE')
    expect(await answered(await people.mei.press(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
    await bot.inbox.idle()
    expect(people.mei.failures).toEqual([])
  })

  it('when it is delivered too late to be answered', async () => {
    const { discord, people } = server
    const po = await forwarded()
    discord.gateway.late('INTERACTION_CREATE', 3_500)
    expect((await people.mei.press(po, 'Acknowledge')).failed).toContain('failed')
    await until(() => !live(discord.message(po.id) as never).includes('Acknowledge'))
  })

  it('when a form is delivered twice', async () => {
    const { discord, people } = server
    const po = await forwarded()
    await people.mei.press(po, 'Add tracking')
    discord.gateway.twice('INTERACTION_CREATE')
    expect(await answered(await people.mei.submit({ 'Tracking number': 'RB123456785CN' }))).toContain('in parcels')
    await bot.inbox.idle()
    const list = await people.mei.command(server.rooms.lumen, 'tracking list', { 'purchase-order': '1042-A' })
    expect(await answered(list)).toContain('1 parcel')
  })
})
