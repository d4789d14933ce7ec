import { Hono } from 'hono'
import { afterEach, beforeEach } from 'vitest'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { NOTE } from '../../src/integrations/woocommerce/notes.ts'
import { connectWooCommerce } from '../../src/integrations/woocommerce/routes.ts'
import { wooStorefront } from '../../src/integrations/woocommerce/storefront.ts'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { taskKinds } from '../../src/tasks.ts'
import { openShopify, type Shopify } from '../shopify/fake/server.ts'
import { type FakeWoo, openFake } from '../woocommerce/fake/open-fake.ts'
import { together } from './together.ts'

/** Where the stores send their webhooks, by its public name. */
export const PUBLIC = 'https://waybill.example'

/** The bot on every chat at once, next to a shop at the fake Shopify and one at the fake WooCommerce; anew for each test. */
export function togetherWithStores() {
  const all = together()
  let shopify: Shopify
  let woo: FakeWoo
  let tasks: Tasks
  let door: { url: string; close(): Promise<void> }
  beforeEach(async () => {
    const { bot } = all
    const { db, listen: hear } = all.database
    const log = openLog('silent')
    shopify = await openShopify()
    woo = await openFake({ plugins: ['ast'] }, bot.now())
    bot.storefronts.set('shopify', shopifyStorefront({ log, now: bot.now, base: shopify.url }))
    const statuses = new Map()
    bot.storefronts.set('woocommerce', wooStorefront({ statuses, note: NOTE, now: bot.now }))
    const links = openLinks(db, bot.outside.seal)
    const wired = { ask: bot.ask, ready: () => true, log, now: bot.now, statuses, trouble: () => {} }
    const app = new Hono()
      .route(
        '/webhooks/shopify',
        connectShopify({ ...wired, secret: undefined, find: at => links.find('shopify', at) }),
      )
      .route('/webhooks/woocommerce', connectWooCommerce({ ...wired, find: at => links.find('woocommerce', at) }))
    door = await listen(app, '127.0.0.1', 0)
    shopify.shop.webhooks.reach(PUBLIC, door.url)
    woo.shop.reached.set(PUBLIC, door.url)
    Object.assign(bot.outside, { publicUrl: PUBLIC })
    const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: PUBLIC, now: bot.now })
    tasks = await startTasks({ db, listen: hear, kinds, log, failed: () => {}, now: bot.now })
  })
  afterEach(async () => {
    await tasks.stop()
    await Promise.all([shopify.close(), woo.close(), door.close()])
  })
  return {
    all,
    get shopify() {
      return shopify.shop
    },
    get woo() {
      return woo
    },
    get tasks() {
      return tasks
    },
    /** Everything that is owed to stores and due was done; then time passes, so much at a time, ms. */
    async pass(ms: number, times = 1) {
      for (let time = 0; time < times; time++) {
        await tasks.idle()
        all.bot.wait(ms)
      }
      await tasks.idle()
    },
  }
}
