import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { conversations, utterances } from '../../src/conversations/tables.ts'
import { inLines } from '../../src/doctor.ts'
import { doctorSlack } from '../../src/integrations/slack/doctor.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { threadMessageChats, unreadThreads } from '../../src/kernel/ground/tables.ts'
import type { Desk } from '../../src/kernel/hearing/desk.ts'
import { NASTY } from '../chats/nasty.ts'
import { PNG } from '../stage/a-complaint.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { openThreads } from '../stage/open-threads.ts'
import { openShop } from '../stage/shop.ts'
import { MODES, openSlackBot, people, placesOf, type Shop, type SlackBot } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import { brisk } from './fake/clock.ts'
import type { Json } from './fake/json.ts'
import type { Seen } from './fake/seen.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let database: TestDatabase
let fake: FakeSlack
let bot: SlackBot
let shop: Shop

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
afterEach(async () => {
  await bot.stop()
  await fake.close()
})

async function open(mode: (typeof MODES)[number], { bridge = true, manifest = 'manifest.bridge.yml' } = {}) {
  await database.empty()
  fake = await startSlack({ timing: brisk, app: asInstalled(manifest) })
  shop = people(fake)
  bot = await openSlackBot(database, fake, { mode, bridge })
  await openShop(bot, placesOf(shop))
  await openThreads(bot, database)
  await bot.settles()
}

/** The thread of the conversation: staff's in #orders, Lumen's in #lumen. */
const staffRoot = () =>
  shop.sam.reads(shop.rooms.orders, seen => seen.text.includes('Conversation with Lumen') && !seen.threadTs)
const lumenRoot = () =>
  shop.mei.reads(shop.rooms.lumen, seen => /Purchase order 1042-A/.test(seen.text) && !seen.threadTs)
/** What came across into a thread, oldest first, without its heading and its footing. */
const came = async (side: 'staff' | 'lumen') => {
  // What Slack has not been told was heard is still on its way.
  await until(() => fake.unacked.length === 0, 'everything to be acknowledged')
  await bot.settles()
  return below(side, side === 'staff' ? await staffRoot() : await lumenRoot())
}
const below = (side: 'staff' | 'lumen', root: Seen) => {
  const [who, room] = side === 'staff' ? [shop.sam, shop.rooms.orders] : [shop.mei, shop.rooms.lumen]
  const bots = fake.workspace.botUser.id
  return who
    .sees(room)
    .filter(seen => seen.threadTs === root.ts && seen.from === bots && !seen.ephemeral)
    .slice(1)
}
const inside = ({ text }: Seen) => text.split('\n').slice(1, -1).join('\n')
const texts = async (side: 'staff' | 'lumen') => (await came(side)).map(inside)

describe.each(MODES)('over %s', mode => {
  beforeEach(() => open(mode))

  test('what is written in a thread crosses once and in order, is edited and deleted, and never comes back', async () => {
    const { sam, mei, rooms } = shop
    const first = mei.says(rooms.lumen, 'The lamps left today', { thread: await lumenRoot() })
    mei.says(rooms.lumen, 'Two parcels', { thread: await lumenRoot() })
    expect(await texts('staff')).toEqual(['The lamps left today', 'Two parcels'])
    sam.says(rooms.orders, 'Thank you!', { thread: await staffRoot() })
    expect(await texts('lumen')).toEqual(['Thank you!'])
    mei.edits(first.seen, 'The lamps left yesterday')
    expect(await texts('staff')).toEqual(['The lamps left yesterday', 'Two parcels'])
    mei.deletes(first.seen)
    expect(await texts('staff')).toEqual(['Deleted by its author.', 'Two parcels'])
    expect(await texts('lumen')).toEqual(['Thank you!'])
    expect((await came('staff'))[0]?.text).toMatch(/^mei · Lumen\n/)
    expect(fake.unacked).toEqual([])
    expect(fake.complaints).toEqual([])
    expect(fake.calls().filter(call => call.error)).toEqual([])
  })

  test('what Slack tells twice crosses once, and what it unfurls is no edit', async () => {
    const { mei, rooms } = shop
    fake.faults.delivery(/message/, { kind: 'duplicate', after: 5 })
    const { seen } = mei.says(rooms.lumen, 'Once', { thread: await lumenRoot() })
    mei.phantom(seen)
    mei.unfurls(seen)
    expect(await texts('staff')).toEqual(['Once'])
    expect((await came('staff'))[0]?.text).not.toContain('Edited')
  })

  test('names stand for mentions, links are text, and nobody is called', async () => {
    const { mei, rooms } = shop
    const text = 'Ask @sam in #lumen about https://evil.example/?x=1&y=2 <!channel>'
    mei.says(rooms.lumen, text, { thread: await lumenRoot() })
    const [seen] = await came('staff')
    expect(seen?.text).toContain('Ask @sam in #lumen about https://evil.example/?x=1&y=2 <!channel>')
    expect([seen?.mentions, seen?.links]).toEqual([[], []])
  })
})

describe('in threads', () => {
  beforeEach(() => open('sockets'))

  test('whatever is written crosses as it was written', async () => {
    const flat = (words = '') => words.replaceAll(/\s+/g, ' ')
    const thread = await lumenRoot()
    for (const text of NASTY) shop.mei.says(shop.rooms.lumen, text, { thread })
    const all = await came('staff')
    const seen = all.map(({ text }) => flat(text))
    expect(NASTY.filter(text => !seen.some(one => one.includes(flat(text))))).toEqual([])
    expect(all).toHaveLength(NASTY.length)
    for (const { mentions, links } of all) expect([mentions, links]).toEqual([[], []])
  })

  test('what mentions Waybill is a command, and does not cross', async () => {
    const { mei, rooms } = shop
    mei.says(rooms.lumen, '@waybill po acknowledge 1042-A', { thread: await lumenRoot() })
    await mei.reads(rooms.lumen, /1042-A is acknowledged/)
    expect(await texts('staff')).toEqual([])
  })

  test('what is written elsewhere stays there: in the room, and in threads that are not shared', async () => {
    const { sam, mei, rooms } = shop
    mei.says(rooms.lumen, 'Just so')
    sam.says(rooms.orders, 'Between us', { thread: await sam.reads(rooms.orders, /Order 1042/) })
    expect([await texts('staff'), await texts('lumen')]).toEqual([[], []])
  })

  test('a stranger is told once, alone, that nobody beyond reads it', async () => {
    const { ola, mei, rooms } = shop
    ola.says(rooms.lumen, 'Hello?', { thread: await lumenRoot() })
    ola.says(rooms.lumen, 'Anybody?', { thread: await lumenRoot() })
    expect(await texts('staff')).toEqual([])
    const told = ola.sees(rooms.lumen).filter(seen => seen.ephemeral)
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('I don’t know you here yet')])
    expect(mei.sees(rooms.lumen).some(seen => seen.text.includes('don’t know'))).toBe(false)
  })

  test('the customer’s phone is held back, and its author alone is told in the thread', async () => {
    const { sam, rooms } = shop
    const { seen } = sam.says(rooms.orders, 'Call them: +46 31 711 00 00', { thread: await staffRoot() })
    const told = await until(() =>
      sam
        .sees(rooms.orders)
        .find(one => one.ephemeral && /did not reach Lumen: it names the customer’s phone/.test(one.text)),
    )
    expect(told.threadTs).toBe((await staffRoot()).ts)
    expect(await texts('lumen')).toEqual([])
    sam.edits(seen, 'Call them')
    expect(await texts('lumen')).toEqual(['Call them'])
  })
})

describe('what Slack tells too late, or not at all', () => {
  beforeEach(() => open('sockets'))

  /** Slack tells nobody of what this holds of. */
  const untold = (holds: (event: Json) => boolean = ({ text }) => text === 'one') => {
    const when = ({ event }: Json) => holds(event as Json)
    fake.faults.delivery(/^message$/, { kind: 'lost' }, { times: Number.POSITIVE_INFINITY, when })
  }
  const shown = async () => below('staff', await staffRoot()).map(inside)
  const comes = (...all: readonly string[]) => expect.poll(shown).toEqual(all)

  let rounds: number
  /** Waybill again, reading round after round. */
  const reopen = async () => {
    await bot.stop()
    rounds = 0
    const counting = (desk: Desk) => async (chat: string, thread?: string) => {
      if (!thread) rounds += 1
      return desk.openThreads(chat, thread)
    }
    const behind = (desk: Desk) => ({ ...desk, openThreads: counting(desk) })
    bot = await openSlackBot(database, fake, { bridge: true, times: { reading: 20 }, behind })
  }
  const more = async (count: number) => {
    const before = rounds
    await until(() => rounds > before + count, 'more rounds')
  }

  test('what was not told stands before what is told next', async () => {
    const thread = await lumenRoot()
    untold()
    shop.mei.says(shop.rooms.lumen, 'one', { thread })
    shop.mei.says(shop.rooms.lumen, 'two', { thread })
    await comes('one', 'two')
  })

  test('what is told again once it was read changes nothing', async () => {
    const thread = await lumenRoot()
    fake.faults.delivery(/^message$/, { kind: 'late', ms: 1_500 })
    const { delivery } = shop.mei.says(shop.rooms.lumen, 'one', { thread })
    shop.mei.says(shop.rooms.lumen, 'two', { thread })
    await comes('one', 'two')
    const asked = fake.calls('conversations.replies').length
    await until(() => delivery?.acked === true, 'it to be told')
    await bot.settles()
    expect(fake.calls('conversations.replies')).toHaveLength(asked)
    expect(await shown()).toEqual(['one', 'two'])
  })

  test('what is written, edited and deleted while no socket is open is read when one is', async () => {
    const { mei, rooms } = shop
    const thread = await lumenRoot()
    const [first, second] = ['one', 'two'].map(text => mei.says(rooms.lumen, text, { thread }).seen)
    await comes('one', 'two')
    if (!first || !second) throw new Error('nothing was written')
    untold(() => true)
    mei.edits(first, 'one more')
    mei.deletes(second)
    mei.says(rooms.lumen, 'three', { thread })
    mei.says(rooms.lumen, 'four', { thread })
    fake.sockets.cut()
    await comes('one more', 'Deleted by its author.', 'three', 'four')
    expect(fake.complaints).toEqual([])
  })

  test('what is written while Waybill is stopped is read when it starts, to the last page', async () => {
    const { mei, ola, rooms } = shop
    const thread = await lumenRoot()
    await bot.stop()
    untold(() => true)
    for (let count = 0; count < 250; count++) ola.says(rooms.lumen, 'Hello?', { thread })
    mei.says(rooms.lumen, 'one', { thread })
    mei.says(rooms.lumen, 'two', { thread })
    bot = await openSlackBot(database, fake, { bridge: true })
    await comes('one', 'two')
  })

  test('what Slack gave up telling is read in the next round, with its picture', async () => {
    await reopen()
    await more(1)
    untold()
    const files = [{ name: 'lamp.png', bytes: PNG }]
    shop.mei.says(shop.rooms.lumen, 'one', { thread: await lumenRoot(), files })
    await expect.poll(async () => (await shown())[0]).toContain('one')
    await until(() => shop.sam.sees(shop.rooms.orders).some(seen => seen.files.length > 0), 'the picture')
  })

  test('once Waybill was removed, Slack is asked for no thread', async () => {
    await reopen()
    fake.uninstall()
    await until(() => bot.slack.trouble() !== null, 'it to be noticed')
    // What was asked already is answered by then.
    await more(1)
    const asked = fake.calls('conversations.replies').length
    await more(5)
    expect(fake.calls('conversations.replies')).toHaveLength(asked)
  })

  test('what was written under a card before its conversation was opened stays there', async () => {
    const { mei, rooms } = shop
    const thread = await lumenRoot()
    await database.db.update(conversations).set({ openedAt: new Date(fake.clock.now() + 60_000) })
    untold(({ text }) => text === 'Between us')
    mei.says(rooms.lumen, 'Between us', { thread })
    bot.wait(120_000)
    mei.says(rooms.lumen, 'For all', { thread })
    await comes('For all')
  })

  test('where Slack lets us read no more for a while, what it tells is taken at its word', async () => {
    const thread = await lumenRoot()
    const limited = fake.faults.call('conversations.replies', { kind: 'rate_limited', retryAfter: 30 }, { times: 9 })
    shop.mei.says(shop.rooms.lumen, 'one', { thread })
    await comes('one')
    shop.mei.says(shop.rooms.lumen, 'two', { thread })
    await comes('one', 'two')
    expect(limited.struck).toBe(1)
  })

  test('what was not told before what could not be read is read later, however much came after it', async () => {
    const { mei, ola, rooms } = shop
    const thread = await lumenRoot()
    untold()
    fake.faults.call('conversations.replies', { kind: 'rate_limited', retryAfter: 30 })
    mei.says(rooms.lumen, 'one', { thread })
    // Nobody beyond reads it, and it counts as received.
    for (let count = 0; count < 60; count++) ola.says(rooms.lumen, 'Hello?', { thread })
    mei.says(rooms.lumen, 'two', { thread })
    await until(async () => (await shown()).length === 1, 'the second to come')
    await reopen()
    await until(async () => (await shown()).length === 2, 'the first to come')
    expect(await shown()).toEqual(['two', 'one'])
    // It is forgotten once all of it was kept, which may be a moment after the first was shown.
    await expect.poll(() => database.db.$count(unreadThreads)).toBe(0)
  })

  test('a message told as two is not taken for deleted where the thread has one', async () => {
    const { mei, rooms } = shop
    const { seen } = mei.says(rooms.lumen, 'Once', { thread: await lumenRoot() })
    mei.phantom(seen)
    await comes('Once')
    untold(({ text }) => text === 'Twice')
    mei.says(rooms.lumen, 'Twice', { thread: await lumenRoot() })
    fake.sockets.cut()
    await comes('Once', 'Twice')
    await bot.settles()
    expect(await database.db.select({ gone: utterances.deletedAt }).from(utterances)).toEqual([
      { gone: null },
      { gone: null },
    ])
  })
})

test('without BRIDGE nothing of it is asked for, the threads say so, and Reply carries the words', async () => {
  await open('sockets', { bridge: false, manifest: 'manifest.yml' })
  const { sam, mei, rooms } = shop
  mei.says(rooms.lumen, 'Does anybody read this?', { thread: await lumenRoot() })
  expect(await texts('staff')).toEqual([])
  expect(fake.deliveries.filter(one => one.what === 'message')).toEqual([])
  await mei.reads(rooms.lumen, /do not read this thread: press “Reply to the shop”/)
  await sam.presses(await staffRoot(), 'Reply to supplier')
  await sam.seesModal(/Reply/)
  await sam.submits({ 'What you want to say': 'Where are the lamps?' })
  expect(await texts('lumen')).toEqual(['Where are the lamps?'])
  expect(await texts('staff')).toEqual(['Where are the lamps?'])
})

test('switched on without the scopes it goes on by Reply, and the doctor names them', async () => {
  await open('sockets', { manifest: 'manifest.yml' })
  fake.app.scopes.delete('groups:history')
  await bot.stop()
  bot = await openSlackBot(database, fake, { bridge: true })
  expect(await database.db.$count(threadMessageChats)).toBe(0)
  await bot.settles()
  await shop.mei.reads(shop.rooms.lumen, /do not read this thread/)
  const settings = {
    botToken: fake.app.botToken,
    appToken: fake.app.appToken,
    signingSecret: null,
    api: fake.apiUrl,
    rooms: { orders: '#orders', alerts: null, support: null },
    bridge: true,
  }
  const lines = inLines(await doctorSlack({ settings, rooms: [], log: openLog('silent') }))
  expect(lines).toMatch(/groups:history \(it hears the same in private channels\)[\s\S]*manifest\.bridge\.yml/)
  expect(lines).toMatch(/message\.channels and message\.groups/)
})
