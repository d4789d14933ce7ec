import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { transcriptOf } from '../../src/conversations/transcript.ts'
import { openHouse } from '../../src/house.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { brisk } from '../slack/fake/clock.ts'
import { startSlack } from '../slack/fake/slack.ts'
import { asInstalled } from '../slack/manifest.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { aServer } from '../stage/discord/discord-bot.ts'
import { CASE, openThreads } from '../stage/open-threads.ts'
import { people } from '../stage/slack/slack-bot.ts'
import { type Talking, talkingOnDiscord, talkingOnSlack } from '../stage/talking.ts'

/** A chat with people in it, and how a process of Waybill is told of it. */
type Stage = {
  talker: Talking
  settings: Record<string, string>
  lumen: { id: string; name: string }
  mei: { id: string; name: string }
  /** Whether both threads of the conversation are there. */
  stand(): boolean
  close(): Promise<void>
}
type Run = { child: ChildProcess; url: string; gone: Promise<unknown> }

const PATIENCE = { timeout: 150_000, interval: 200 }

async function discord(): Promise<Stage> {
  const server = await aServer()
  server.discord.allow('messageContent')
  const { token, api } = server.discord
  return {
    talker: talkingOnDiscord(server),
    settings: { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_ORDERS_ROOM: 'orders' },
    lumen: server.rooms.lumen,
    mei: { id: server.people.mei.id, name: 'Mei' },
    stand: () =>
      [server.rooms.orders, server.rooms.lumen].every(room => server.discord.seen(room).some(({ thread }) => thread)),
    close: async () => void (await server.discord.stop()),
  }
}

async function slack(): Promise<Stage> {
  const fake = await startSlack({ timing: brisk, app: asInstalled('manifest.bridge.yml') })
  const shop = people(fake)
  const { botToken, appToken } = fake.app
  return {
    talker: talkingOnSlack(shop, () => fake.workspace.botUser.id),
    settings: {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: fake.apiUrl,
      SLACK_ORDERS_ROOM: '#orders',
    },
    lumen: { id: shop.rooms.lumen.id, name: 'lumen' },
    mei: { id: shop.mei.id, name: 'Mei' },
    stand: () =>
      [shop.rooms.orders, shop.rooms.lumen].every(room => shop.sam.sees(room).some(({ threadTs }) => threadTs)),
    close: () => fake.close(),
  }
}

describe.skipIf(!process.env.DATABASE_URL)('what people type while processes come and go', () => {
  let database: TestDatabase
  let stage: Stage
  let runs: Run[] = []
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterEach(async () => {
    for (const { child } of runs) child.kill('SIGKILL')
    await Promise.all(runs.map(({ gone }) => gone))
    runs = []
    await stage.close()
  })
  afterAll(() => database.close())

  /** Waybill as its owner starts it, once it is ready. */
  async function start(): Promise<Run> {
    const { PATH, NODE_OPTIONS } = process.env
    const env = { PATH, NODE_OPTIONS, PORT: '0', BRIDGE: 'on', DATABASE_URL: database.url ?? '', ...stage.settings }
    const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const gone = new Promise(resolve => child.on('exit', resolve))
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        said += chunk
      })
    runs.push({ child, url: '', gone })
    const url = () => /Waybill is at (\S+)/.exec(said)?.[1]
    await expect.poll(url, { ...PATIENCE, message: said }).toBeTruthy()
    const state = async () => (await fetch(`${url()}/readyz`)).text()
    await expect.poll(state, PATIENCE).toBe('ready')
    return { child, url: url() ?? '', gone }
  }

  test.each([
    ['discord', discord],
    ['slack', slack],
  ] as const)(
    'crosses on %s once, and is on record in order, through a restart, a kill and a freeze',
    async (chat, open) => {
      await database.empty()
      stage = await open()
      const { talker, lumen, mei } = stage
      const [first, second] = [await start(), await start()]
      const { ask } = openHouse({ database, log: openLog('silent'), counted: () => {} })
      await ask('supplier.add', { name: 'Lumen', zone: 'Asia/Shanghai' }, system)
      await ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' }, system)
      await ask('supplier.room', { supplier: 'Lumen', room: { chat, ...lumen } }, system)
      await ask('supplier.contact', { supplier: 'Lumen', person: { chat, ...mei } }, system)
      await openThreads({ ask }, database)
      const typed: string[] = []
      const type = async (count: number) => {
        for (let more = 0; more < count; more++) {
          typed.push(`Message ${typed.length + 1}`)
          await talker.writes('lumen', typed.at(-1) ?? '')
          await setTimeout(5)
        }
      }
      const came = async () => (await talker.reads('orders')).map(({ text }) => text)
      const crosses = async () => {
        await expect.poll(came, PATIENCE).toEqual(typed)
        expect((await transcriptOf(database.db, CASE)).map(({ text }) => text)).toEqual(typed)
      }
      await expect.poll(() => stage.stand(), PATIENCE).toBe(true)
      await type(2)
      await crosses()

      first.child.kill('SIGTERM')
      await type(2)
      await first.gone
      await type(2)
      const third = await start()
      await crosses()

      second.child.kill('SIGKILL')
      await type(2)
      await second.gone
      await type(2)
      const fourth = await start()
      await crosses()

      third.child.kill('SIGSTOP')
      await type(3)
      await crosses()
      third.child.kill('SIGCONT')
      fourth.child.kill('SIGSTOP')
      await type(3)
      await crosses()
      fourth.child.kill('SIGCONT')
      await type(1)
      await crosses()
    },
    600_000,
  )
})
