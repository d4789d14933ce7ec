import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { taskKinds } from '../../src/tasks.ts'
import { type Bot, openBot, system } from './bot.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import type { MemoryChat } from './memory-chat.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'
import { openShop, shopChat } from './shop.ts'

export type ConnectedStore = {
  database: TestDatabase
  chat: MemoryChat
  bot: Bot
  store: MemoryStore
  tasks: Tasks
  /** Its owner lets Waybill in. */
  connect(): Promise<unknown>
  /** Everything that is owed was done, and every card stands. */
  idle(): Promise<void>
}

/** The shop of every test, and a store in memory called Lamps that can be connected; new for each test. */
export function aConnectedStore(): ConnectedStore {
  const stage = {} as ConnectedStore
  beforeAll(async () => {
    stage.database = await testDatabase()
  })
  beforeEach(async () => {
    stage.chat = shopChat()
    stage.bot = await openBot(stage.database, stage.chat)
    stage.store = memoryStore()
    const { bot, store } = stage
    bot.storefronts.set('shopify', store.storefront)
    const { db, listen } = stage.database
    const kinds = taskKinds({
      db,
      ask: bot.ask,
      outside: bot.outside,
      publicUrl: 'https://waybill.example',
      now: bot.now,
    })
    stage.tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: () => {}, now: bot.now })
    await openShop(bot)
  })
  afterEach(async () => {
    await stage.tasks.stop()
    await stage.bot.close()
    await stage.database.empty()
  })
  afterAll(() => stage.database.close())
  const lamps = { kind: 'Shopify', address: 'lamps.example', name: 'Lamps', secret: 'shpat_1' }
  return Object.assign(stage, {
    connect: () => stage.bot.ask('store.connect', lamps, system),
    async idle() {
      await stage.tasks.idle()
      await stage.bot.pump.idle()
    },
  })
}
