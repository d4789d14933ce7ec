import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHouse } from '../../src/house.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { answered, aServer, cardIn, placesOf, type Server } from '../stage/discord/discord-bot.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop } from '../stage/shop.ts'
import { until } from '../stage/until.ts'

type Run = { url: string; said: () => string; child: ChildProcess; gone: Promise<number | null> }

let database: TestDatabase
let server: Server
let runs: Run[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  server = await aServer()
  runs = []
})
afterEach(async () => {
  for (const { child } of runs) child.kill('SIGKILL')
  await Promise.all(runs.map(({ gone }) => gone))
  await server.discord.stop()
})
afterAll(() => database.close())

/** Waybill as it is started by its owner, in a process of its own. */
async function run(over: Record<string, string> = {}): Promise<Run> {
  const { discord } = server
  const place = database.url ? { DATABASE_URL: database.url } : { DATA_DIR: await mkdtemp(join(tmpdir(), 'waybill-')) }
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api, DISCORD_ORDERS_ROOM: 'orders' }
  const { PATH, NODE_OPTIONS } = process.env
  const env = { PATH, NODE_OPTIONS, PORT: '0', LOG_LEVEL: 'warn', ...place, ...settings, ...over }
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = new Promise<number | null>(resolve => child.on('exit', resolve))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      said += String(data)
    })
  await Promise.race([
    gone,
    until(
      () => /Waybill is at \S+/.test(said),
      () => said,
      150_000,
    ),
  ])
  const url = /Waybill is at (\S+)/.exec(said)?.[1]
  if (!url) throw new Error(said)
  const one = { url, child, gone, said: () => said }
  runs.push(one)
  return one
}

/** A process that is gone answers nothing, which is not ready either. */
const ready = ({ url }: Run) => {
  const word = () =>
    fetch(`${url}/readyz`).then(
      answer => answer.text(),
      () => '',
    )
  return until(async () => (await word()) === 'ready')
}
const sessions = () => server.discord.gateway.sessions.filter(({ connected }) => connected)

describe('Waybill as a process', () => {
  it('says when it is ready, hears people, and stops within its time', async () => {
    const one = await run()
    await ready(one)
    const { people, rooms } = server
    // Commands are registered on the side, as soon as Discord has said who may read what.
    const reply = await until(() => people.sam.types(rooms.orders, 'order list').catch(() => null))
    expect(await answered(reply)).toContain('order')
    server.discord.down()
    await until(() => sessions().length === 0)
    await until(async () => (await fetch(`${one.url}/readyz`)).status === 503)
    server.discord.up()
    await ready(one)
    one.child.kill('SIGTERM')
    expect(await one.gone).toBe(0)
  })

  it.each([
    [{ DISCORD_ORDERS_ROOM: 'nowhere' }, 'DISCORD_ORDERS_ROOM is “nowhere”'],
    [{ DISCORD_TOKEN: 'no.such.token' }, 'DISCORD_TOKEN is not accepted'],
  ])(
    'says on the terminal and by /readyz what Discord does not know, and runs all the same: %j',
    async (over, words) => {
      const one = await run(over)
      await until(() => one.said().includes(words))
      const ready = await fetch(`${one.url}/readyz`)
      expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining(words)])
      expect((await fetch(`${one.url}/healthz`)).status).toBe(200)
    },
  )
})

describe.skipIf(!process.env.DATABASE_URL)('of two processes on PostgreSQL', () => {
  it('the other takes over within seconds when the listener is killed, and nothing is lost or doubled', async () => {
    await database.empty()
    const first = await run()
    await ready(first)
    const second = await run()
    await ready(second)
    expect(sessions()).toHaveLength(1)
    const { ask } = openHouse({ database, log: openLog('silent'), counted: () => {} })
    await openShop({ ask }, placesOf(server))
    for (const number of ['1042', '1043', '1044']) {
      await ask('order.receive', incoming(number, [{ sku: 'LAMP' }]), system)
      await ask('order.forward', { order: number }, system)
    }
    first.child.kill('SIGKILL')
    await until(() => sessions().length === 0)
    await until(() => sessions().length === 1)
    await ready(second)
    const { discord, rooms, people } = server
    for (const number of ['1042', '1043', '1044']) {
      const po = await cardIn(discord, rooms.lumen, `Purchase order ${number}-A`)
      expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
    }
    const titles = discord.seen(rooms.lumen).map(({ text }) => text.split('\n')[0])
    expect(new Set(titles).size).toBe(titles.length)
  })
})
