import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Outcome } from '../../../src/kernel/asking/command.ts'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { openShop } from '../shop.ts'
import { aProcess, aServer, type Process, placesOf, type Server } from './discord-bot.ts'

export type DiscordShop = Server & {
  database: TestDatabase
  /** A test that closes it puts the next one here. */
  bot: Process
  /** Asks as the system itself. */
  ask(command: string, input?: Record<string, unknown>): Promise<Outcome>
  /** Receives an order of one piece each. */
  receive(number: string, ...skus: readonly string[]): Promise<Outcome>
  /** Receives and forwards it. */
  forward(number: string, ...skus: readonly string[]): Promise<Outcome>
}

/** The bot at a fake Discord with the shop of shop.ts, opened anew for each test of a file. */
export function aDiscordShop(): DiscordShop {
  const shop = {
    ask: (command, input = {}) => shop.bot.ask(command, input, system),
    receive(number, ...skus) {
      const lines = skus.map(sku => ({ sku }))
      return shop.ask('order.receive', incoming(number, lines))
    },
    async forward(number, ...skus) {
      await shop.receive(number, ...skus)
      return shop.ask('order.forward', { order: number })
    },
  } as DiscordShop
  beforeAll(async () => {
    shop.database = await testDatabase()
  })
  beforeEach(async () => {
    await shop.database.empty()
    Object.assign(shop, await aServer())
    shop.bot = await aProcess(shop.database, shop)
    await openShop(shop.bot, placesOf(shop))
    await shop.bot.heard()
  })
  afterEach(async () => {
    await shop.bot.close()
    await shop.discord.stop()
  })
  afterAll(() => shop.database.close())
  return shop
}
