import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { leases } from '../../src/kernel/ground/tables.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import {
  answered,
  aProcess,
  aServer,
  cardIn,
  type Process,
  placesOf,
  type Server,
} from '../stage/discord/discord-bot.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop } from '../stage/shop.ts'
import { until } from '../stage/until.ts'

let database: TestDatabase
let server: Server
let running: Process[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  server = await aServer()
  running = []
})
afterEach(async () => {
  for (const one of running) await one.close()
  await server.discord.stop()
})
afterAll(() => database.close())

async function start(): Promise<Process> {
  const bot = await aProcess(database, server)
  running.push(bot)
  return bot
}

/** A process that listens, with a purchase order in Lumen's room. */
async function working() {
  const bot = await start()
  await openShop(bot, placesOf(server))
  await bot.heard()
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  const po = await cardIn(server.discord, server.rooms.lumen, 'Purchase order 1042-A')
  return { bot, po }
}

const sessions = () => server.discord.gateway.sessions.filter(({ connected }) => connected)

describe('the gateway', () => {
  it('is asked for the intent Guilds alone', async () => {
    await working()
    expect(sessions().map(({ intents }) => intents)).toEqual([1])
  })

  it.each(['hello', 'identify', 'ready'] as const)('may be cut at %s: what was done then is done', async stage => {
    const { po } = await working()
    const { discord, people } = server
    discord.gateway.cutNext(stage)
    discord.gateway.cut()
    // Heard when the session is resumed; whether in time to be answered is the network's to say.
    const pressed = people.mei.presses(po, 'Acknowledge')
    await until(() => discord.seen(server.rooms.orders).some(({ text }) => text.includes('Acknowledged')))
    await pressed
    expect(await answered(await people.mei.presses(po, 'Ship-to'))).toContain('Göteborg')
  })

  it('may refuse the line: discord.js begins a new session, and Discord tells people to press again', async () => {
    const { bot, po } = await working()
    server.discord.gateway.cutNext('connect')
    server.discord.gateway.cut()
    expect((await server.people.mei.presses(po, 'Acknowledge')).failed).toContain('failed')
    await until(() => bot.connected.trouble() === null)
    expect(await answered(await server.people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  })

  it.each([4000, 4009, 1000])('may be closed with %i', async code => {
    const { bot, po } = await working()
    server.discord.gateway.cut(code)
    await until(() => bot.connected.trouble() !== null)
    await until(() => bot.connected.trouble() === null)
    expect(await answered(await server.people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  })

  it('may ask for a new session', async () => {
    const { bot, po } = await working()
    server.discord.gateway.invalidate()
    await until(() => bot.connected.trouble() !== null)
    await until(() => bot.connected.trouble() === null)
    expect(await answered(await server.people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  })
})

describe('Discord may be away', () => {
  it('for minutes: what is owed is posted once when it is back, and people are heard', async () => {
    const { bot, po } = await working()
    const { discord, rooms, people } = server
    discord.down()
    for (const number of ['1043', '1044', '1045'])
      await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }]), system)
    await until(() => bot.connected.trouble() !== null)
    discord.clock.skip(5 * 60_000)
    await new Promise(resolve => setTimeout(resolve, 3_000))
    discord.up()
    await bot.settled()
    const titles = discord.seen(rooms.orders).map(({ text }) => text.split('\n')[0])
    expect(titles).toEqual(['Order 1042', 'Order 1043', 'Order 1044', 'Order 1045'])
    await until(() => bot.connected.trouble() === null)
    expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  })

  it('while Waybill starts', async () => {
    server.discord.down()
    const bot = await start()
    expect(bot.connected.trouble()).toBe('Discord is not connected yet.')
    await new Promise(resolve => setTimeout(resolve, 500))
    server.discord.up()
    await until(() => bot.connected.trouble() === null)
  })
})

describe('of several processes', () => {
  it('one listens, and all post', async () => {
    const first = await start()
    await first.heard()
    const second = await start()
    await until(() => second.connected.trouble() === null)
    expect(sessions()).toHaveLength(1)
    await second.ask('order.receive', incoming('1042', [{ sku: null }]), system)
    await cardIn(server.discord, server.rooms.orders, 'Order 1042')
  })

  it('another takes over when the listener stops, and nothing is heard twice', async () => {
    const { bot, po } = await working()
    const second = await start()
    await until(() => second.connected.trouble() === null)
    running.splice(running.indexOf(bot), 1)
    await bot.close()
    await until(() => sessions().length === 1)
    expect(await answered(await server.people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  })

  it('another takes over within seconds when the listener is killed', async () => {
    await database.db
      .insert(leases)
      .values({ name: 'discord gateway', owner: 'killed', until: sql`now() + interval '3 seconds'` })
    const bot = await start()
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect(sessions()).toEqual([])
    await until(() => bot.connected.trouble() === null && sessions().length === 1)
  })
})

describe('commands', () => {
  it('are registered once, and again only when they are other than ours', async () => {
    const PUT = 'PUT /applications/:application/guilds/:guild/commands'
    const puts = () => server.discord.calls.to(PUT).length
    const first = await start()
    await first.heard()
    await until(() => puts() === 1)
    await first.close()
    running = []
    const second = await start()
    await second.heard()
    await until(() => server.people.sam.commands(server.rooms.orders).includes('order'))
    await second.close()
    expect(puts()).toBe(1)
    server.discord.state.commands.overwrite(server.discord.guild.id, [])
    running = []
    const third = await start()
    await third.heard()
    await until(() => puts() === 2)
  })
})

describe('a stop', () => {
  it('lets what was heard be done and answered', async () => {
    const { bot, po } = await working()
    const pressing = server.people.mei.presses(po, 'Acknowledge')
    await until(() => server.discord.calls.to('POST /interactions/:interaction/:token/callback').length > 0)
    running = []
    await bot.close()
    expect((await pressing).text).toContain('is acknowledged')
    expect(sessions()).toEqual([])
  })
})
