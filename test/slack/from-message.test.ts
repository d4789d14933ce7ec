import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseFiles, cases } from '../../src/cases/tables.ts'
import { loadFile } from '../../src/kernel/load-file.ts'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk } from './fake/clock.ts'
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
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  await bot.settles()
})
afterEach(async () => {
  expect([fake.failures, fake.unacked, fake.complaints]).toEqual([[], [], []])
  expect(fake.calls().filter(call => call.error)).toEqual([])
  await bot.stop()
  await fake.close()
})
afterAll(() => database.close())

test('a picture of a message is evidence of the complaint, byte for byte', async () => {
  const { sam, rooms } = shop
  const bytes = Buffer.from('\u0089PNG\r\n\u001a\n cracked', 'latin1')
  const { seen } = sam.says(rooms.orders, 'order 1042: see the photo', { files: [{ name: 'crack.png', bytes }] })
  await sam.messageShortcut(seen, 'Open a complaint')
  expect((await sam.seesModal(/Open a complaint/)).text).toContain('1 file is here already')
  await sam.submits({ Reason: 'other' })
  await sam.seesModal(/Which part of order 1042\?/)
  await sam.submits({ 'Which part': '1042-A' })
  await sam.reads(rooms.orders, /C\d+ is open: Lumen was asked/)
  const [kept] = await database.db.select().from(caseFiles)
  expect(kept?.name).toBe('crack.png')
  expect(Buffer.from((await loadFile(database.db, kept?.fileId ?? ''))?.bytes ?? [])).toEqual(bytes)
})

test('which part is asked in the same form, with all that was typed', async () => {
  const { sam, rooms } = shop
  const { seen } = sam.says(rooms.orders, 'order 1042 broke')
  await sam.messageShortcut(seen, 'Open a complaint')
  await sam.seesModal(/Open a complaint/)
  await sam.submits({ Reason: 'other' })
  const again = await sam.seesModal(/Which part of order 1042\?/)
  expect(again.values).toMatchObject({ Order: '1042', 'What happened': 'order 1042 broke' })
  await sam.submits({ 'Which part': '1042-B' })
  await sam.reads(rooms.orders, /Casa was asked about 1042-B/)
})

test('somebody of another organisation has no such shortcut, and a transcript comes to its asker’s messages alone', async () => {
  const { sam, mei, rooms } = shop
  const { seen } = mei.says(rooms.lumen, 'order 1042 was late')
  expect((await mei.messageShortcut(seen, 'Open a complaint')).refused).not.toBeNull()
  await sam.messageShortcut(seen, 'Open a complaint')
  await sam.seesModal(/Open a complaint/)
  await sam.submits({ Reason: 'late' })
  await sam.seesModal(/Which part of order 1042\?/)
  await sam.submits({ 'Which part': '1042-A' })
  await sam.reads(rooms.lumen, /C\d+ is open/)
  await bot.settles()
  const [opened] = await database.db.select().from(cases)
  await sam.command(rooms.orders, `/case transcript ${opened?.number}`)
  await sam.reads(rooms.orders, new RegExp(`All that is known of ${opened?.number}`))
  const files = [...fake.files.all.values()].filter(({ name }) => name.endsWith('transcript.html'))
  expect(files).toHaveLength(1)
  for (const room of [rooms.lumen, rooms.orders, rooms.alerts]) expect(files[0]?.channels.has(room.id)).toBe(false)
})
