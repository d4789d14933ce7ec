import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseFiles, cases } from '../../src/cases/tables.ts'
import { MOST_BYTES } from '../../src/kernel/ground/keep-file.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop } from '../stage/shop.ts'
import { openSlackBot, people, placesOf, type Shop, type SlackBot } from '../stage/slack/slack-bot.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let database: TestDatabase
let fake: FakeSlack
let bot: SlackBot
let shop: Shop
/** What Slack is meant to refuse in a test. */
let refused: string[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  refused = []
  fake = await startSlack({ timing: brisk, app: asInstalled() })
  shop = people(fake)
  bot = await openSlackBot(database, fake)
  await openShop(bot, placesOf(shop))
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  await bot.settles()
})
afterEach(async () => {
  expect([fake.failures, fake.unacked, fake.complaints]).toEqual([[], [], []])
  expect(fake.calls().flatMap(({ method, error }) => (error ? `${method} ${error}` : []))).toEqual(refused)
  await bot.stop()
  await fake.close()
})
afterAll(() => database.close())

const photo = (what: string) => Buffer.from(`\u0089PNG\r\n\u001a\n ${what}`, 'latin1')

test('a picture of a message is evidence of the complaint, byte for byte', async () => {
  const { sam, rooms } = shop
  const files = [{ name: 'crack.png', bytes: photo('crack') }]
  const { seen, delivery } = sam.says(rooms.orders, 'order 1042: see the photo', { files })
  // Without BRIDGE nothing of what people write is told; the shortcut brings it.
  expect(delivery).toBeNull()
  await sam.messageShortcut(seen, 'Open a complaint')
  expect((await sam.seesModal(/Open a complaint/)).text).toContain('1 file is here already')
  await sam.submits({ Reason: 'other' })
  await sam.seesModal(/Which part of order 1042\?/)
  await sam.submits({ 'Which part': '1042-A' })
  await sam.reads(rooms.orders, /C\d+ is open: Lumen was asked/)
  expect(await evidence()).toEqual([['crack.png', photo('crack').toString('latin1')]])
})

test('a spreadsheet of a supplier’s message is read from it, and shown in its room', async () => {
  const { sam, mei, rooms } = shop
  const files = [{ name: 'today.csv', bytes: Buffer.from('PO,Tracking\n1042-A,1Z999AA10123456784\n') }]
  const { seen } = mei.says(rooms.lumen, 'All of today', { files })
  await sam.messageShortcut(seen, 'Add tracking')
  expect((await sam.seesModal(/Import tracking/)).text).toContain('1 file is here already')
  await sam.submits({})
  await sam.reads(rooms.lumen, /I’m reading today\.csv/)
  await mei.reads(rooms.lumen, /Tracking numbers: today\.csv/)
})

test('a parcel goes to the purchase order that is named next to its number', async () => {
  const { sam, mei, rooms } = shop
  await sam.messageShortcut(mei.says(rooms.lumen, '1042-A: 1Z999AA10123456784').seen, 'Add tracking')
  expect((await sam.seesModal(/Add tracking/)).values).toMatchObject({
    'Purchase order': '1042-A',
    'Tracking number': '1Z999AA10123456784',
  })
})

/** What was kept as evidence: each file's name, and its contents as text. */
async function evidence() {
  const kept = await database.db.select().from(caseFiles).orderBy(caseFiles.name)
  return Promise.all(kept.map(async one => [one.name, await contents(one.fileId)]))
}
const contents = async (id: string) => Buffer.from((await loadFile(database.db, id))?.bytes ?? []).toString('latin1')

test('a picture of a supplier’s message keeps its name and contents, though Slack tells its id alone', async () => {
  const { sam, mei, rooms } = shop
  const files = [{ name: 'packed.png', bytes: photo('packed') }]
  const { seen } = mei.says(rooms.lumen, 'Order 1042 left us like this', { files })
  await sam.messageShortcut(seen, 'Open a complaint')
  const form = await sam.seesModal(/Open a complaint/)
  expect(form.text).toContain('1 file is here already')
  expect(form.values).toMatchObject({ Order: '1042', 'What happened': 'Order 1042 left us like this' })
  await sam.submits({ Reason: 'other', 'Which items': 'LAMP x1' })
  await sam.reads(rooms.lumen, /C\d+ is open: Lumen was asked/)
  expect(await evidence()).toEqual([['packed.png', photo('packed').toString('latin1')]])
})

test.each(['sam', 'mei'] as const)(
  'a film of %s that is too large is named and left behind; the picture goes along',
  async name => {
    const { sam, rooms } = shop
    const film = { name: 'film.mov', bytes: Buffer.alloc(MOST_BYTES + 1) }
    const files = [film, { name: 'crack.png', bytes: photo('crack') }]
    const { seen } = shop[name].says(rooms.lumen, 'order 1042 broke', { files })
    await sam.messageShortcut(seen, 'Open a complaint')
    const form = await sam.seesModal(/Open a complaint/)
    expect(form.text).toContain('1 file is here already. “film.mov” is too large to attach.')
    await sam.submits({ Reason: 'other', 'Which items': 'LAMP x1' })
    await sam.reads(rooms.lumen, /C\d+ is open/)
    expect((await evidence()).map(([name]) => name)).toEqual(['crack.png'])
  },
)

test('a deleted file is not promised, and does not keep the others from being sent', async () => {
  const { sam, rooms } = shop
  const files = ['gone.png', 'crack.png'].map(name => ({ name, bytes: photo(name) }))
  const { seen } = sam.says(rooms.orders, 'order 1042 broke', { files })
  sam.deletesFile(seen, 'gone.png')
  await sam.messageShortcut(seen, 'Open a complaint')
  expect((await sam.seesModal(/Open a complaint/)).text).toContain('1 file is here already')
  await sam.submits({ Reason: 'other', 'Which items': 'LAMP x1' })
  await sam.reads(rooms.orders, /C\d+ is open/)
  expect((await evidence()).map(([name]) => name)).toEqual(['crack.png'])
})

test.each(['sam', 'mei'] as const)(
  'a file that %s deletes while the form is open is told of, and the form still goes',
  async name => {
    const { sam, rooms } = shop
    const files = ['gone.png', 'crack.png'].map(name => ({ name, bytes: photo(name) }))
    const { seen } = shop[name].says(rooms.lumen, 'order 1042 broke', { files })
    await sam.messageShortcut(seen, 'Open a complaint')
    expect((await sam.seesModal(/Open a complaint/)).text).toContain('2 files are here already')
    shop[name].deletesFile(seen, 'gone.png')
    refused = ['files.info file_deleted']
    await sam.submits({ Reason: 'other', 'Which items': 'LAMP x1' })
    await sam.reads(rooms.lumen, /C\d+ is open: Lumen was asked about 1042-A. “gone.png” is not there any more/)
    expect((await evidence()).map(([name]) => name)).toEqual(['crack.png'])
  },
)

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
  await sam.types(rooms.orders, `/case transcript ${opened?.number}`)
  await sam.reads(rooms.orders, new RegExp(`Everything known about ${opened?.number}`))
  const files = [...fake.files.all.values()].filter(({ name }) => name.endsWith('transcript.html'))
  expect(files).toHaveLength(1)
  for (const room of [rooms.lumen, rooms.orders, rooms.alerts]) expect(files[0]?.channels.has(room.id)).toBe(false)
})
