import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Inbox, type SendAnswer, startInbox } from '../../src/kernel/hearing/inbox.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { type Bot, openBot, system } from './bot.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { type MemoryChat, memoryChat } from './memory-chat.ts'
import { openThreads } from './open-threads.ts'
import { openShop, shopChat } from './shop.ts'
import { type Speaking, speaking } from './speaking.ts'

/** A room's thread as its readers see it: what came across, and what was written there. */
export type Thread = { chat: MemoryChat; people: Speaking; channel: string; root: string }

export type Stage = {
  bot: Bot
  database: TestDatabase
  inbox: Inbox
  chat: MemoryChat
  /** What people were told privately, in order: `mei: …`. */
  told: string[]
  /** The threads of the conversation: staff's in #support, Lumen's in #lumen, and Lumen's on another chat. */
  staff: Thread
  lumen: Thread
  far: Thread
  settles(): Promise<void>
  /** The messages that came across into a thread, as they stand now. */
  seen(thread: Thread): Drawn[]
}

/**
 * Lumen has a room in `memory` and one in `far`; Sam, Mei and Chen are in the first, Wei in the second. They write
 * about purchase order 1042-A, under whose card Lumen's threads are. Opened anew for each test of a file.
 */
export function aConversation(): Stage {
  let database: TestDatabase
  let bot: Bot
  let inbox: Inbox
  let chat: MemoryChat
  let away: MemoryChat
  let told: string[]
  let people: Speaking
  let strangers: Speaking
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    chat = shopChat()
    away = memoryChat({ name: 'far', channels: ['lumen-far'] })
    bot = await openBot(database, chat)
    bot.chats.set('far', away)
    told = []
    const reply: SendAnswer = async ({ speaker }, answer) => void told.push(`${speaker.user}: ${wordsOf(answer)}`)
    const replies = new Map([chat, away].map(one => [one.name, reply]))
    inbox = startInbox({ db: database.db, desk: bot.desk, replies, log: openLog('silent'), now: bot.now })
    people = speaking(chat, () => inbox)
    strangers = speaking(away, () => inbox)
    await openShop(bot)
    await bindFar(bot)
    await openThreads(bot, database)
    await bot.pump.idle()
  })
  afterEach(async () => {
    await inbox.stop()
    await bot.close()
  })
  afterAll(() => database.close())
  const rootIn = (where: MemoryChat, channel: string, title: RegExp) =>
    where.messages.find(one => one.channel === channel && one.thread === null && title.test(one.card.title))?.ref ?? ''
  return {
    get bot() {
      return bot
    },
    get database() {
      return database
    },
    get inbox() {
      return inbox
    },
    get chat() {
      return chat
    },
    get told() {
      return told
    },
    get staff() {
      return { chat, people, channel: 'support', root: rootIn(chat, 'support', /^Conversation with Lumen/) }
    },
    get lumen() {
      return { chat, people, channel: 'lumen', root: rootIn(chat, 'lumen', /1042-A/) }
    },
    get far() {
      return { chat: away, people: strangers, channel: 'lumen-far', root: rootIn(away, 'lumen-far', /1042-A/) }
    },
    async settles() {
      await inbox.idle()
      await bot.pump.idle()
    },
    seen: ({ chat: where, channel, root }) =>
      where.messages
        .filter(one => one.channel === channel && one.thread === root && one.card.isMessage)
        .map(({ card }) => card),
  }
}

/** What people said, without their names: `Hello`. */
export const bodies = (cards: readonly Drawn[]): unknown[] => cards.map(({ body }) => body)

async function bindFar(bot: Bot): Promise<void> {
  const room = { chat: 'far', id: 'lumen-far', name: 'lumen-far' }
  await bot.ask('supplier.room', { supplier: 'Lumen', room }, system)
  const person = { chat: 'far', id: 'wei', name: 'Wei' }
  await bot.ask('supplier.contact', { supplier: 'Lumen', person }, system)
  for (const one of ['memory', 'far']) await bot.ask('chat.hear', { chat: one, hears: true }, system)
}

function wordsOf(answer: Answer): string {
  return 'text' in answer ? answer.text : answer.kind
}
