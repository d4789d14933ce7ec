import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Outcome } from '../../src/kernel/asking/command.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { type Bot, openBot, system } from './bot.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { incoming } from './incoming.ts'
import type { MemoryChat } from './memory-chat.ts'
import { openShop, shopChat } from './shop.ts'

export type Shop = {
  database: TestDatabase
  bot: Bot
  chat: MemoryChat
  /** Asks as the system itself. */
  ask(command: string, input?: Record<string, unknown>): Promise<Outcome>
  /** The sentence of a refusal; an error when it was not refused. */
  refused(asked: Promise<unknown>): Promise<string>
  receive(number: string, lines: Parameters<typeof incoming>[1], over?: Partial<IncomingOrder>): Promise<Outcome>
  /** Receives and forwards an order, and shows it everywhere. */
  forwarded(number: string, lines: Parameters<typeof incoming>[1], over?: Partial<IncomingOrder>): Promise<void>
}

/** The bot with the shop of shop.ts, opened anew for each test of a file. */
export function aShop(): Shop {
  let database: TestDatabase
  let bot: Bot
  let chat: MemoryChat
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.empty()
    chat = shopChat()
    bot = await openBot(database, chat)
    await openShop(bot)
  })
  afterEach(() => bot.close())
  afterAll(() => database.close())

  const ask: Shop['ask'] = (command, input = {}) => bot.ask(command, input, system)
  const receive: Shop['receive'] = (number, lines, over) => ask('order.receive', incoming(number, lines, over))
  return {
    get database() {
      return database
    },
    get bot() {
      return bot
    },
    get chat() {
      return chat
    },
    ask,
    receive,
    async forwarded(number, lines, over) {
      await receive(number, lines, over)
      await ask('order.forward', { order: number })
      await bot.pump.idle()
    },
    refused: asked =>
      asked.then(
        answer => {
          throw new Error(`not refused, but ${JSON.stringify(answer)}`)
        },
        error => {
          if (error instanceof Refusal) return error.message
          throw error
        },
      ),
  }
}
