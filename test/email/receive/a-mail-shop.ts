import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type MailPurpose, mailAddresses } from '../../../src/integrations/email/addresses.ts'
import { mailFiles } from '../../../src/integrations/email/receive/mail-files.ts'
import { openMailReceiver, type Receiver } from '../../../src/integrations/email/receive/open-mail-receiver.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { messages, rooms } from '../../../src/kernel/ground/tables.ts'
import { type Inbox, startInbox } from '../../../src/kernel/hearing/inbox.ts'
import { actsIn } from '../../../src/suppliers/acts-in.ts'
import { type Bot, openBot, system } from '../../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../../stage/database.ts'
import { incoming } from '../../stage/incoming.ts'
import type { MemoryChat } from '../../stage/memory-chat.ts'
import { plantedMail } from '../../stage/planted-reaches.ts'
import { openShop, shopChat } from '../../stage/shop.ts'

export const ADDRESS = 'orders@lumen.example'
const SECRETS = ['a secret of thirty-two characters'] as const
const DOMAIN = 'reply.shop.example'
export const settings = {
  domain: DOMAIN,
  secrets: SECRETS,
  from: { name: 'Shop', address: 'orders@shop.example' },
  support: [],
}

export type MailShop = {
  bot: Bot
  database: TestDatabase
  chat: MemoryChat
  /** What was mailed. */
  sent: MemoryChat
  receiver: Receiver
  failures: unknown[]
  /** Another receiver over the same database, as after a restart. */
  again(): Receiver
  /** The address by which answers to a card of that kind come back: the newest one. */
  replyTo(kind?: string, purpose?: MailPurpose): Promise<string>
  /** Takes a mail, and waits until all it led to is done. */
  takes(raw: Uint8Array, via?: string): Promise<void>
  settles(): Promise<void>
}

/** Lumen has a room in a chat, and is reached by e-mail; order 1042 (two lamps) came in. */
export function aMailShop(): MailShop {
  let database: TestDatabase
  let bot: Bot
  let inbox: Inbox
  let receiver: Receiver
  let chat: MemoryChat
  let sent: MemoryChat
  let failures: unknown[] = []
  const again = () =>
    openMailReceiver({
      ...{ db: database.db, ask: bot.ask, desk: bot.desk, inbox: () => inbox, now: bot.now, log: openLog('silent') },
      ...{ settings, actsIn: (where, user) => actsIn(database.db, where, user) },
      failed: error => failures.push(error),
    })
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    failures = []
    chat = shopChat()
    bot = await openBot(database, chat)
    const post = plantedMail('email')
    sent = post.sent
    bot.chats.set('email', { ...post.chat, files: mailFiles(database.db) })
    inbox = startInbox({ db: database.db, desk: bot.desk, replies: new Map(), log: openLog('silent'), now: bot.now })
    await openShop(bot)
    const room = { chat: 'email', id: ADDRESS, name: ADDRESS }
    await bot.ask('supplier.room', { supplier: 'Lumen', room }, system)
    await bot.ask('supplier.contact', { supplier: 'Lumen', person: { ...room, name: 'Mei Lin' } }, system)
    await bot.ask('chat.hear', { chat: 'email', hears: true }, system)
    await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }]), system)
    receiver = again()
  })
  afterEach(async () => {
    await receiver.idle()
    await inbox.stop()
    await bot.close()
  })
  afterAll(() => database.close())
  const settles = async () => {
    await receiver.idle()
    await inbox.idle()
    await bot.pump.idle()
  }
  return {
    get bot() {
      return bot
    },
    get database() {
      return database
    },
    get chat() {
      return chat
    },
    get sent() {
      return sent
    },
    get receiver() {
      return receiver
    },
    get failures() {
      return failures
    },
    again,
    async replyTo(kind = 'purchase-order', purpose = 'po') {
      const [found] = await database.db
        .select({ id: messages.id })
        .from(messages)
        .innerJoin(rooms, eq(rooms.id, messages.roomId))
        .where(and(eq(messages.kind, kind), eq(rooms.chat, 'email'), isNull(rooms.purpose)))
      return mailAddresses(DOMAIN, SECRETS).make(purpose, found?.id ?? '')
    },
    async takes(raw, via = 'test') {
      await receiver.receive({ raw, via })
      await settles()
    },
    settles,
  }
}
