import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Outcome } from '../../src/kernel/asking/command.ts'
import { brisk } from '../slack/fake/clock.ts'
import { type FakeSlack, startSlack } from '../slack/fake/slack.ts'
import { asInstalled } from '../slack/manifest.ts'
import { system } from './bot.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { aProcess, aServer, type Process, type Server } from './discord/discord-bot.ts'
import { allStands, type Stand } from './stands.ts'
import { until } from './until.ts'

/** One bot on Discord, Slack, the console and in memory at once, with Lumen, who supplies lamps; anew for each test. */
export function together() {
  let database: TestDatabase
  let server: Server
  let bot: Process
  let stands: readonly Stand[]
  let slack: FakeSlack
  let close: () => Promise<void>
  const ask = (command: string, input: Record<string, unknown> = {}): Promise<Outcome> =>
    bot.ask(command, input, system)

  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    server = await aServer()
    bot = await aProcess(database, server)
    slack = await startSlack({ timing: brisk, app: asInstalled() })
    ;({ all: stands, close } = await allStands(bot, server, database, slack))
    await ask('supplier.add', { name: 'Lumen', zone: 'Asia/Shanghai' })
    await ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' })
    await bot.heard()
  })
  afterEach(async () => {
    await close()
    await bot.close()
    await slack.close()
    await server.discord.stop()
  })
  afterAll(() => database.close())

  return {
    ask,
    get database() {
      return database
    },
    get bot() {
      return bot
    },
    get slack() {
      return slack
    },
    get stands() {
      return stands
    },
    on: (chat: string) => stands.find(stand => stand.chat === chat) as Stand,
    /** Gives Lumen a room on that chat, where Mei speaks for it. */
    async bind(stand: Stand): Promise<void> {
      await ask('supplier.room', { supplier: 'Lumen', room: stand.room('lumen') })
      await ask('supplier.contact', { supplier: 'Lumen', person: stand.person('Mei') })
    },
  }
}

/** All pairs of different chats: where staff are, and where the supplier is. */
export const PAIRS = ['discord', 'slack', 'console', 'memory'].flatMap((staff, _, all) =>
  all.filter(supplier => supplier !== staff).map(supplier => [staff, supplier] as const),
)

/** Waits until these words stand there. */
export async function stands(what: () => Promise<string>, words: RegExp): Promise<void> {
  let shown = ''
  const look = async () => {
    shown = await what()
    return words.test(shown)
  }
  await until(look, () => `${words}, only: ${shown}`)
}

/** Waits until those words stand on the card of that title, in each of these places. */
export async function allShow(
  where: readonly Stand[],
  room: Parameters<Stand['shows']>[0],
  title: string,
  words: RegExp,
): Promise<void> {
  await Promise.all(where.map(stand => stands(() => stand.shows(room, title), words)))
}
