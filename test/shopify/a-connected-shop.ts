import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { taskKinds } from '../../src/tasks.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { openShop, shopChat } from '../stage/shop.ts'
import { bodyOf } from './fake/bodies.ts'
import { openShopify, type Shopify } from './fake/server.ts'

export type ConnectedShop = {
  database: TestDatabase
  chat: MemoryChat
  bot: Bot
  shopify: Shopify
  tasks: Tasks
  /** Shopify’s webhook of something comes in, signed with the secret that its owner gave. Answers the status. */
  arrive(subject: unknown, topic?: string): Promise<number>
  /** Everything that is owed was done, and every card stands. */
  idle(): Promise<void>
}

/** The shop of every test, connected to a store at the fake Shopify called North Coast; new for each test. */
export function aConnectedShop(): ConnectedShop {
  const stage = {} as ConnectedShop
  const log = openLog('silent')
  beforeAll(async () => {
    stage.database = await testDatabase()
  })
  beforeEach(async () => {
    stage.chat = shopChat()
    const bot = await openBot(stage.database, stage.chat)
    const shopify = await openShopify()
    bot.storefronts.set('shopify', shopifyStorefront({ log, now: bot.now, base: shopify.url }))
    const { db, listen } = stage.database
    const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: null, now: bot.now })
    const tasks = await startTasks({ db, listen, kinds, log, failed: () => {}, now: bot.now })
    Object.assign(stage, { bot, shopify, tasks })
    await openShop(bot)
    const { domain: address, app } = shopify.shop
    const given = { kind: 'shopify', address, name: 'North Coast', key: app.staticToken(), secret: 'shpss_north' }
    await bot.ask('store.connect', given, system)
  })
  afterEach(async () => {
    await stage.tasks.stop()
    await stage.bot.close()
    await stage.shopify.close()
    await stage.database.empty()
  })
  afterAll(() => stage.database.close())
  return Object.assign(stage, {
    async arrive(subject: unknown, topic = 'orders/create') {
      const { domain } = stage.shopify.shop
      const find = async (named: string) => (named === domain ? { secrets: { webhook: 'shpss_north' } } : null)
      const app = connectShopify({ ask: stage.bot.ask, secret: undefined, find, ready: () => true })
      const body = JSON.stringify(bodyOf(subject))
      const headers = {
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': domain,
        'x-shopify-hmac-sha256': createHmac('sha256', 'shpss_north').update(body).digest('base64'),
      }
      return (await app.request('/', { method: 'POST', body, headers })).status
    },
    async idle() {
      await stage.tasks.idle()
      await stage.bot.pump.idle()
    },
  })
}
