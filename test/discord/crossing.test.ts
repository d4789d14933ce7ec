import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { transcriptOf } from '../../src/conversations/transcript.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { brisk } from '../slack/fake/clock.ts'
import { type FakeSlack, startSlack } from '../slack/fake/slack.ts'
import { asInstalled } from '../slack/manifest.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { aProcess, aServer, type Process, type Server } from '../stage/discord/discord-bot.ts'
import { CASE, openThreads } from '../stage/open-threads.ts'
import { allStands, type Stand, type Stands } from '../stage/stands.ts'
import type { Room } from '../stage/talking.ts'
import { outage } from './fake/faults.ts'

let database: TestDatabase
let server: Server
let bot: Process
let slack: FakeSlack
let stands: Stands

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  server = await aServer()
  server.discord.allow('messageContent')
  bot = await aProcess(database, server, undefined, true)
  slack = await startSlack({ timing: brisk, app: asInstalled('manifest.bridge.yml') })
  stands = await allStands(bot, server, database, slack, true)
  await bot.ask('supplier.add', { name: 'Lumen', zone: 'Asia/Shanghai' }, system)
  await bot.ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' }, system)
  for (const stand of stands.all) {
    await bot.ask('supplier.room', { supplier: 'Lumen', room: stand.room('lumen') }, system)
    await bot.ask('supplier.contact', { supplier: 'Lumen', person: stand.person('Mei') }, system)
    await bot.ask('chat.hear', { chat: stand.chat, hears: true }, system)
  }
  await bot.heard()
  await openThreads(bot, database)
  await bot.settled()
})
afterEach(async () => {
  await stands.close()
  await bot.close()
  await slack.close()
  await server.discord.stop()
})
afterAll(() => database.close())

const ROOMS: readonly Room[] = ['orders', 'lumen']
const ORIGINS = ['discord', 'slack', 'console', 'memory'].flatMap(chat => ROOMS.map(room => [chat, room] as const))
const on = (chat: string) => stands.all.find(one => one.chat === chat) as Stand

/** Waits until every thread but the origin's shows exactly this. */
async function allRead(origin: readonly [string, Room], wanted: readonly { text: string; files: number }[]) {
  const others = stands.all
    .flatMap(one => ROOMS.map(room => ({ one, room })))
    .filter(({ one, room }) => one.chat !== origin[0] || room !== origin[1])
  const read = async () => {
    await bot.settled()
    return Promise.all(others.map(async ({ one, room }) => [one.chat, room, await one.reads(room)]))
  }
  await expect.poll(read, { interval: 100 }).toEqual(others.map(({ one, room }) => [one.chat, room, wanted]))
  expect(await on(origin[0]).reads(origin[1])).toEqual([])
}
const plain = (text: string) => ({ text, files: 0 })

test.each(ORIGINS)(
  'what is written in %s’s #%s reaches the threads of all four chats: once, in order, edited, deleted',
  async (chat, room) => {
    const origin = [chat, room] as const
    const first = await on(chat).writes(room, 'The lamps left today')
    const second = await on(chat).writes(room, 'Two parcels @everyone <!channel>')
    await allRead(origin, [plain('The lamps left today'), plain('Two parcels @everyone <!channel>')])
    await first.edits('The lamps left *yesterday*')
    await second.deletes()
    await allRead(origin, [plain('The lamps left *yesterday*'), plain('Deleted by its author.')])
    expect(await transcriptOf(database.db, CASE)).toMatchObject([
      { text: 'The lamps left *yesterday*', earlier: [{ text: 'The lamps left today' }] },
      { text: 'Two parcels @everyone <!channel>', deletedAt: expect.any(Date) },
    ])
  },
)

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test.each(ORIGINS)('a picture that is sent in %s’s #%s reaches the threads of all four chats', async (chat, room) => {
  await on(chat).writes(room, 'Broken on arrival', { name: 'lamp.png', bytes: PNG })
  await allRead([chat, room], [{ text: 'Broken on arrival', files: 1 }])
  const [said] = await transcriptOf(database.db, CASE)
  expect(Buffer.from((await loadFile(database.db, said?.files[0]?.file ?? ''))?.bytes ?? [])).toEqual(PNG)
})

test('what every chat refuses, delays or leaves open for a while still comes across once, in order', async () => {
  slack.faults.call('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 })
  slack.faults.call('chat.postMessage', { kind: 'answer_lost', how: 'cut' })
  server.discord.faults.next('POST /channels/:channel/messages', outage(500), { accepted: true })
  server.discord.faults.next('POST /channels/:channel/messages', outage(503))
  stands.memory.fail(
    'post',
    { fault: 'unsure', when: 'after' },
    { fault: 'later', wait: 50 },
    { fault: 'unsure', when: 'before' },
  )
  const numbers = Array.from({ length: 6 }, (_, index) => `Message ${index + 1}`)
  for (const text of numbers) await on('console').writes('lumen', text)
  await allRead(['console', 'lumen'], numbers.map(plain))
})
