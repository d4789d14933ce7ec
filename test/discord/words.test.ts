import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openRest } from '../../src/integrations/discord/client.ts'
import { messagesAfter } from '../../src/integrations/discord/receive/messages-after.ts'
import { snowflakeAt } from '../../src/integrations/discord/snowflake.ts'
import { NASTY } from '../chats/nasty.ts'
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
import { openThreads } from '../stage/open-threads.ts'
import { openShop } from '../stage/shop.ts'
import { until } from '../stage/until.ts'
import type { SeenMessage } from './fake/seen.ts'

let database: TestDatabase
let server: Server
let bot: Process

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  server = await aServer()
})
afterEach(async () => {
  await bot.close()
  await server.discord.stop()
})
afterAll(() => database.close())

async function open({ intent = true, bridge = true } = {}): Promise<void> {
  if (intent) server.discord.allow('messageContent')
  bot = await aProcess(database, server, undefined, bridge)
  await openShop(bot, placesOf(server))
  await bot.heard()
  await openThreads(bot, database)
  await bot.settled()
}

const lumenRoot = () => cardIn(server.discord, server.rooms.lumen, 'Purchase order 1042-A')
const staffRoot = () => cardIn(server.discord, server.rooms.orders, 'Conversation with Lumen: Complaint C12 of 1042-A')
/** What came across into a thread, but for the notice that opens it. */
function came(root: SeenMessage): readonly SeenMessage[] {
  const ours = server.discord.state.bot.globalName ?? server.discord.state.bot.username
  return server.discord
    .seen(root.id)
    .filter(({ author }) => author === ours)
    .slice(1)
}
/** Waits until the last of what came across there reads so, and answers all of it, without headings and footings. */
async function texts(root: SeenMessage, last: string): Promise<readonly string[]> {
  const read = () => came(root).map(({ text }) => text.split('\n').slice(1, -1).join('\n'))
  await allCame(root, () => read().at(-1) === last)
  return read()
}
/** Waits until what came across there is all of it, or it takes too long. */
async function allCame(root: SeenMessage, enough: (all: readonly SeenMessage[]) => boolean): Promise<void> {
  await until(async () => {
    await bot.inbox.idle()
    await bot.settled()
    return enough(came(root))
  })
}
/** A moment in which anything that would cross has crossed. */
async function quiet(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 150))
  await bot.inbox.idle()
  await bot.settled()
}

describe('where Discord tells what is written', () => {
  beforeEach(() => open())

  test('it crosses once and in order, is edited and deleted, and never comes back', async () => {
    const { mei, sam } = server.people
    const [lumen, staff] = [await lumenRoot(), await staffRoot()]
    server.discord.gateway.twice('MESSAGE_CREATE')
    const first = mei.says(lumen.id, 'The lamps left today')
    mei.says(lumen.id, 'Two parcels')
    expect(await texts(staff, 'Two parcels')).toEqual(['The lamps left today', 'Two parcels'])
    sam.says(staff.id, 'Thank you!')
    expect(await texts(lumen, 'Thank you!')).toEqual(['Thank you!'])
    mei.edits(first, 'The lamps left yesterday')
    const top = async () => (await texts(staff, 'Two parcels'))[0]
    await expect.poll(top).toBe('The lamps left yesterday')
    mei.deletes(first)
    await expect.poll(top).toBe('Deleted by its author.')
    expect(await texts(lumen, 'Thank you!')).toEqual(['Thank you!'])
    expect(came(staff)[0]?.text).toMatch(/^Mei · Lumen\n/)
  })

  test('names stand for mentions, and nobody is called by them', async () => {
    const { mei, sam } = server.people
    const { lumen } = server.rooms
    const [root, staff] = [await lumenRoot(), await staffRoot()]
    mei.says(root.id, `Ask <@${sam.id}> in <#${lumen.id}> about <t:1795369358:R> <:wave:123456789012345678> @everyone`)
    const said = 'Ask @Sam in #lumen about 2026-11-22 20:22 UTC :wave: @everyone'
    const time = new Date(1_795_369_358_000).toISOString().slice(0, 16).replace('T', ' ')
    const [text] = await texts(staff, said.replace('2026-11-22 20:22', time))
    expect(text).toBe(said.replace('2026-11-22 20:22', time))
    const [seen] = came(staff)
    expect([seen?.links, seen?.pinged]).toEqual([[], []])
  })

  // Discord takes five messages at a time.
  test.each([NASTY.slice(0, 5), NASTY.slice(5, 10), NASTY.slice(10)])(
    '%j crosses as it was written',
    async (...all) => {
      const flat = (words = '') => words.replaceAll(/\s+/g, ' ')
      const root = await lumenRoot()
      for (const text of all) server.people.mei.says(root.id, text)
      const staff = await staffRoot()
      await allCame(staff, ({ length }) => length === all.length)
      expect(came(staff).map(({ text }, at) => flat(text).includes(flat(all[at])))).toEqual(all.map(() => true))
      for (const { links, pinged } of came(staff)) expect([links, pinged]).toEqual([[], []])
    },
  )

  test('what has no words is told in words, and what Discord shows of a link is no edit', async () => {
    const root = await lumenRoot()
    const wave = { sticker_items: [{ id: '1', name: 'wave', format_type: 1 }] }
    const message = server.people.mei.says(root.id, 'Hello', [], wave)
    const words = 'Hello\n[A sticker “wave”: it could not be brought here]'
    const staff = await staffRoot()
    expect(await texts(staff, words)).toEqual([words])
    server.discord.unfurl(message)
    await quiet()
    expect(came(staff)[0]?.text).not.toContain('Edited')
  })

  test('what is written elsewhere stays there', async () => {
    server.people.mei.says(server.rooms.lumen, 'Just so')
    await quiet()
    expect(came(await staffRoot())).toEqual([])
  })

  test('a stranger is told once, alone, that nobody beyond reads it', async () => {
    const { chen } = server.people
    const root = await lumenRoot()
    chen.says(root.id, 'Hello?')
    chen.says(root.id, 'Anybody?')
    await until(() => chen.direct.length === 1)
    await quiet()
    expect(chen.direct).toEqual([expect.stringContaining('I don’t know you here yet')])
    expect(came(await staffRoot())).toEqual([])
    expect(came(root).map(({ text }) => text)).toEqual([])
  })

  test('the customer’s phone is held back: its author is told alone, or below it where they take no direct messages', async () => {
    const { sam } = server.people
    const [lumen, staff] = [await lumenRoot(), await staffRoot()]
    const message = sam.says(staff.id, 'Call +46 31 711 00 00')
    await until(() => sam.direct.length === 1)
    expect(sam.direct[0]).toContain('it names the customer’s phone')
    server.discord.state.world.closed.add(sam.id)
    sam.says(staff.id, 'zoe@example.com')
    await until(() => server.discord.seen(staff.id).some(({ text }) => text.includes('customer’s e-mail')))
    expect(came(lumen)).toEqual([])
    sam.edits(message, 'Call them')
    expect(await texts(lumen, 'Call them')).toEqual(['Call them'])
  })
})

describe('while nobody listens', () => {
  beforeEach(() => open())

  /** The next process over the same rows. */
  const next = async () => {
    bot = await aProcess(database, server, undefined, true)
    await bot.heard()
  }

  test('what is written, edited and deleted is read when somebody listens again: all of it, once, in order', async () => {
    const { mei, sam } = server.people
    const [lumen, staff] = [await lumenRoot(), await staffRoot()]
    const first = mei.says(lumen.id, 'The lamps left today')
    const second = mei.says(lumen.id, 'Two parcels')
    mei.says(lumen.id, 'Three pieces')
    expect(await texts(staff, 'Three pieces')).toHaveLength(3)
    await bot.close()
    mei.edits(first, 'The lamps left yesterday')
    mei.deletes(second)
    for (const text of ['one', 'two', 'three']) mei.says(lumen.id, text)
    sam.says(staff.id, 'Thank you!')
    await next()
    mei.says(lumen.id, 'four')
    const wanted = ['The lamps left yesterday', 'Deleted by its author.', 'Three pieces', 'one', 'two', 'three', 'four']
    await texts(staff, 'four')
    await expect.poll(() => texts(staff, 'four')).toEqual(wanted)
    expect(await texts(lumen, 'Thank you!')).toEqual(['Thank you!'])
  })

  test('more than a page of it is read, from what was heard last', async () => {
    const { mei } = server.people
    const root = await lumenRoot()
    mei.says(root.id, 'Hello')
    await texts(await staffRoot(), 'Hello')
    await bot.close()
    const many = Array.from({ length: 250 }, (_, index) => `Parcel ${index + 1}`)
    for (const text of many) mei.says(root.id, text)
    const rest = openRest({ token: server.discord.token, api: server.discord.api })
    const all = await messagesAfter(rest, root.id, snowflakeAt(0))
    const heard = all.findIndex(({ content }) => content === 'Hello')
    const after = await messagesAfter(rest, root.id, all[heard]?.id ?? '')
    expect(after.map(({ content }) => content)).toEqual(many)
  })

  test('a session that Discord forgot loses nothing, though nobody was restarted', async () => {
    const { mei } = server.people
    const [root, staff] = [await lumenRoot(), await staffRoot()]
    mei.says(root.id, 'before')
    await texts(staff, 'before')
    server.discord.gateway.forget()
    server.discord.gateway.cut(4009)
    for (const text of ['one', 'two']) mei.says(root.id, text)
    await expect.poll(() => texts(staff, 'two')).toEqual(['before', 'one', 'two'])
  })

  test('what was written before anybody was to listen stays where it is', async () => {
    await bot.ask('chat.hear', { chat: 'discord', hears: false }, system)
    await bot.close()
    const { mei } = server.people
    const [root, staff] = [await lumenRoot(), await staffRoot()]
    mei.says(root.id, 'They do not read this')
    server.discord.clock.skip(5_000)
    await next()
    mei.says(root.id, 'They do')
    expect(await texts(staff, 'They do')).toEqual(['They do'])
  })

  test('what cannot be kept at once is kept when the database is back, before what follows', async () => {
    const { mei } = server.people
    const [root, staff] = [await lumenRoot(), await staffRoot()]
    const receive = vi.spyOn(bot.inbox, 'receive').mockRejectedValueOnce(new Error('the database is away'))
    mei.says(root.id, 'one')
    mei.says(root.id, 'two')
    expect(await texts(staff, 'two')).toEqual(['one', 'two'])
    expect(receive).toHaveBeenCalledTimes(3)
  })
})

test('without BRIDGE no intent is asked for, the threads say so, and Reply carries the words', async () => {
  await open({ bridge: false, intent: false })
  const root = await lumenRoot()
  expect(server.discord.gateway.sessions.map(({ intents }) => intents)).toEqual([1])
  server.people.mei.says(root.id, 'Does anybody read this?')
  await quiet()
  expect(came(await staffRoot())).toEqual([])
  expect(server.discord.seen(root.id)[0]?.text).toContain('do not read this thread: press “Reply to the shop”')
  const { sam } = server.people
  await sam.presses(await staffRoot(), 'Reply to supplier')
  const sent = await sam.submits({ 'What you want to say': 'Where are the lamps?' })
  expect(await answered(sent)).toBe('Sent to Lumen.')
  expect(await texts(root, 'Where are the lamps?')).toEqual(['Where are the lamps?'])
})

test('switched on where Discord does not allow it, Waybill still listens, and the threads ask for Reply', async () => {
  await open({ intent: false })
  expect(bot.connected.trouble()).toBeNull()
  const root = await lumenRoot()
  server.people.mei.says(root.id, 'Does anybody read this?')
  await quiet()
  expect(came(await staffRoot())).toEqual([])
  expect(server.discord.seen(root.id)[0]?.text).toContain('do not read this thread')
})
