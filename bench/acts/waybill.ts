import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { orders } from '../../src/orders/tables.ts'
import { Clock } from '../../test/slack/fake/clock.ts'
import { system } from '../../test/stage/bot.ts'
import { layOpenOrders } from '../../test/stage/open-orders.ts'
import { openShop } from '../../test/stage/shop.ts'
import { openSlackBot } from '../../test/stage/slack/slack-bot.ts'
import { type Bot, SECRET, serveHook, type Told } from './contestant.ts'

/** Waybill with two suppliers, and so many orders from before. */
export async function openWaybill(database: Database, { apiUrl, app, rooms, mei, before }: Told): Promise<Bot> {
  const { db } = database
  const slack = { apiUrl, app, clock: new Clock(), useHttp: async () => {} }
  const bot = await openSlackBot(Object.assign(database, { url: null, empty: async () => {} }), slack)
  await openShop(bot, {
    chat: 'slack',
    lumen: { room: rooms.lumen, contacts: [mei] },
    casa: { room: rooms.casa, contacts: [] },
  })
  const now = new Date()
  const open = { sentAt: now, acknowledgeBy: null, shipBy: new Date(now.getTime() + 90 * 86_400_000), spread: 86_400 }
  await layOpenOrders(db, 1, before, 13, { ...open, watchedFrom: open.shipBy })
  return {
    hook: await serveHook(connectShopify({ ask: bot.ask, secret: SECRET, ready: () => true })),
    settles: () => bot.settles(),
    analyze: async () => void (await db.execute('analyze')),
    orders: async () => (await db.$count(orders)) - before,
    wait: async ms => bot.wait(ms),
    forwards: async setting => void (await bot.ask('store.autoforward', { store: 'bench', setting }, system)),
  }
}
