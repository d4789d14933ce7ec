import type { Hono } from 'hono'
import { connectConsole } from '../../src/integrations/console/connect.ts'
import { connectSlack } from '../../src/integrations/slack/connect.ts'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { peopleOn } from '../../src/people/people-on.ts'
import type { SeenMessage } from '../discord/fake/seen.ts'
import type { Seen } from '../slack/fake/seen.ts'
import type { FakeSlack } from '../slack/fake/slack.ts'
import { words } from './console/reader.ts'
import type { TestDatabase } from './database.ts'
import type { Process, Server } from './discord/discord-bot.ts'
import { type Doing, doingInConsole, doingInMemory, doingOnDiscord, doingOnSlack, type Place } from './doing.ts'
import type { MemoryChat } from './memory-chat.ts'
import { shopChat } from './shop.ts'
import { people } from './slack/slack-bot.ts'
import { type Talking, talkingInConsole, talkingInMemory, talkingOnDiscord, talkingOnSlack } from './talking.ts'
import { textOf } from './text-of.ts'

/** One chat as its people have it before them: what they read in a room, what they do, what they write in threads. */
export type Stand = Talking &
  Doing & {
    chat: string
    /** Its rooms, as a binding names them. */
    room(name: 'orders' | 'lumen'): { chat: string; id: string; name: string }
    person(name: 'Sam' | 'Mei'): { chat: string; id: string; name: string }
    /** The words of the card of that title as it stands now; empty when it is not there. */
    shows(room: Place, title: string): Promise<string>
    /** The words of what stands in the thread under the card of that title, in order. */
    replies(room: Place, title: string): Promise<readonly string[]>
  }

export type Stands = {
  all: readonly Stand[]
  /** What is behind them. */
  memory: MemoryChat
  close(): Promise<void>
}

/** Discord, Slack, the console and the chat in memory over one house. */
export async function allStands(
  bot: Process,
  server: Server,
  database: TestDatabase,
  fake: FakeSlack,
  bridge = false,
): Promise<Stands> {
  const { db } = database
  const memory = shopChat()
  bot.chats.set(memory.name, memory)
  const list = async (chat: string) => {
    for (const purpose of ['orders', 'alerts'] as const)
      await listStaffRoom(db, { chat, channel: purpose, name: purpose, purpose }, new Date())
  }
  await list('memory')
  const importer = { encodings: [], preview: () => no(), run: () => no() }
  const console = connectConsole({
    db,
    desk: bot.desk,
    inbox: () => bot.inbox,
    importer,
    people: () => peopleOn(db, 'console'),
    secret: null,
    hosts: null,
  })
  bot.chats.set('console', console.chat)
  await list('console')
  await console.chat.directory.openChannel('lumen')
  const { slack, stand } = await slackStand(bot, database, fake, bridge)
  return {
    all: [discordStand(server), stand, consoleStand(console.app), memoryStand(bot, memory)],
    memory,
    close: () => slack.stop(),
  }
}

async function slackStand(bot: Process, { db, listen }: TestDatabase, fake: FakeSlack, bridge: boolean) {
  const { ask, desk, trackingIn, log } = bot.parts
  const slackShop = people(fake)
  const { sam, mei, rooms } = slackShop
  const { botToken, appToken } = fake.app
  const overview = async () => ({ headline: 'Nothing is pressing', counts: [], rows: [] })
  const slack = connectSlack({
    ...{
      botToken,
      appToken,
      signingSecret: null,
      api: fake.apiUrl,
      bridge,
      db,
      ask,
      desk,
      overview,
      work: () => Promise.reject(new Error('nobody looks at a Home tab here')),
      actsIn: async () => [],
      trackingIn,
      listen,
      log,
    },
    inbox: () => bot.inbox,
    rooms: { orders: '#orders', alerts: '#alerts', support: null },
    times: { apart: 0 },
  })
  const chat = { ...slack.chat, pace: 0 }
  bot.chats.set(chat.name, chat)
  bot.replies.set(chat.name, slack.reply)
  await slack.start()
  const who = { Sam: sam, Mei: mei }
  const titled = (title: string) => (seen: Seen) => !seen.ephemeral && seen.text.startsWith(title)
  const stand: Stand = {
    ...talkingOnSlack(slackShop, () => fake.workspace.botUser.id),
    ...doingOnSlack(slackShop),
    chat: 'slack',
    room: name => ({ chat: 'slack', id: rooms[name].id, name }),
    person: name => ({ chat: 'slack', id: who[name].id, name }),
    shows: async (room, title) => sam.sees(rooms[room]).find(titled(title))?.text ?? '',
    async replies(room, title) {
      const all = sam.sees(rooms[room])
      const root = all.find(titled(title))?.ts
      return all.filter(({ threadTs, ts }) => threadTs === root && ts !== root).map(({ text }) => text)
    },
  }
  return { slack, stand }
}

function discordStand(server: Server): Stand {
  const { discord, rooms, people } = server
  const find = (room: Place, title: string): SeenMessage | undefined =>
    discord.seen(rooms[room]).find(({ text }) => text.split('\n')[0] === title)
  return {
    ...talkingOnDiscord(server),
    ...doingOnDiscord(server),
    chat: 'discord',
    room: name => ({ chat: 'discord', id: rooms[name].id, name }),
    person: name => ({ chat: 'discord', id: (name === 'Sam' ? people.sam : people.mei).id, name }),
    shows: async (room, title) => find(room, title)?.text ?? '',
    async replies(room, title) {
      const thread = find(room, title)?.thread
      return thread ? discord.seen(thread).map(({ text }) => text) : []
    },
  }
}

function consoleStand(app: Hono): Stand {
  const page = async (who: string, room: string) => (await app.request(`/as/${who}/rooms/${room}`)).text()
  const cardOf = (markup: string, title: string) =>
    [...markup.matchAll(/<article class="card.*?<\/article>/gs)]
      .map(([card]) => card)
      .find(card => card.includes(`aria-label="${title}"`))
  return {
    ...talkingInConsole(app),
    ...doingInConsole(app),
    chat: 'console',
    room: name => ({ chat: 'console', id: name, name }),
    person: name => ({ chat: 'console', id: name.toLowerCase(), name }),
    shows: async (room, title) => words(cardOf(await page('sam', room), title) ?? ''),
    async replies(room, title) {
      const list = await page('sam', room)
      const after = list.slice(list.indexOf(`aria-label="${title}"`))
      const thread = /data-open="([^"]*)"/.exec(after)?.[1]
      if (!thread) return []
      const markup = await (await app.request(thread)).text()
      return [...markup.matchAll(/<article class="card.*?<\/article>/gs)].slice(1).map(([card]) => words(card))
    },
  }
}

function memoryStand(bot: Process, memory: MemoryChat): Stand {
  const rootOf = (room: Place, title: string) =>
    memory.messages.find(one => one.channel === room && one.card.title === title)
  const find = (room: Place, title: string) => rootOf(room, title)?.card
  return {
    ...talkingInMemory(memory, bot),
    ...doingInMemory(memory, bot),
    chat: 'memory',
    room: name => ({ chat: 'memory', id: name, name }),
    person: name => ({ chat: 'memory', id: name.toLowerCase(), name }),
    shows: async (room, title) => {
      const card = find(room, title)
      return card ? textOf(card) : ''
    },
    async replies(room, title) {
      const root = rootOf(room, title)?.ref
      return memory.messages.flatMap(({ thread, card }) => (thread === root ? [card.title] : []))
    },
  }
}

async function no(): Promise<never> {
  throw new Error('nothing is imported here')
}
