import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { NOTE } from '../../src/integrations/woocommerce/notes.ts'
import { connectWooCommerce } from '../../src/integrations/woocommerce/routes.ts'
import { wooStorefront } from '../../src/integrations/woocommerce/storefront.ts'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { orders } from '../../src/orders/tables.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { taskKinds } from '../../src/tasks.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { openShop, said, shopChat } from '../stage/shop.ts'
import { type FakeWoo, openFake } from './fake/open-fake.ts'
import { linePayload } from './payloads.ts'

let database: TestDatabase
let bot: Bot
let woo: FakeWoo
let door: { url: string; close(): Promise<void> }
let tasks: Tasks
const log = openLog('silent')
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  bot = await openBot(database, shopChat())
  woo = await openFake({ plugins: ['ast'] }, bot.now())
  bot.storefronts.set('woocommerce', wooStorefront({ statuses: new Map(), note: NOTE, now: bot.now }))
  const { db, listen: hear } = database
  const links = openLinks(db, bot.outside.seal)
  const find = (site: string) => links.find('woocommerce', site)
  const parts = { find, statuses: new Map(), ready: () => true, trouble: () => {}, log, now: bot.now }
  const app = new Hono().route('/webhooks/woocommerce', connectWooCommerce({ ask: bot.ask, ...parts }))
  door = await listen(app, '127.0.0.1', 0)
  Object.assign(bot.outside, { publicUrl: door.url })
  const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: door.url, now: bot.now })
  tasks = await startTasks({ db, listen: hear, kinds, log, failed: () => {}, now: bot.now })
  await openShop(bot)
})
afterEach(async () => {
  await tasks.stop()
  await bot.close()
  await Promise.all([woo.close(), door.close()])
  await database.empty()
})
afterAll(() => database.close())

const connect = (given: object) =>
  bot.ask('store.connect', { kind: 'woocommerce', address: woo.site, ...given }, system)
const lines = [linePayload({ sku: 'LAMP', quantity: 2 }), linePayload({ sku: 'BOWL', quantity: 1 })]

/** The owner opens the page and presses Approve. */
async function approve(page: string): Promise<Response> {
  const html = await (await fetch(page)).text()
  const link = /href="([^"]+)"/.exec(html)?.[1] ?? ''
  return fetch(new URL(link, page))
}

test('from the customer’s order to the customer’s mail: what suppliers record is in the shop', async () => {
  await connect({ key: 'ck_owner', secret: 'cs_owner' })
  await tasks.idle()
  expect(woo.shop.webhooks).toHaveLength(4)
  const order = woo.shop.place({ number: '1042', line_items: lines })
  order.number = String(order.id)
  await woo.deliver()
  await bot.ask('order.forward', { order: order.number }, system)
  await bot.ask(
    'tracking.add',
    { purchaseOrder: `${order.number}-A`, number: '1Z999AA10123456784', carrier: 'UPS', sure: 'yes' },
    system,
  )
  await tasks.idle()
  expect(woo.shop.numbersOf(order)).toEqual(['1Z999AA10123456784'])
  expect(woo.shop.mails).toEqual([
    { order: order.id, kind: 'note', text: expect.stringContaining('1Z999AA10123456784') },
  ])
})

test('a shop that can’t be asked for a refund keeps its words: Waybill records what its owner gave back by hand', async () => {
  await connect({ key: 'ck_owner', secret: 'cs_owner' })
  const order = woo.shop.place({ line_items: lines })
  await tasks.idle()
  await woo.deliver()
  await bot.ask('order.forward', { order: order.number }, system)
  const purchaseOrder = `${order.number}-A`
  await bot.ask('tracking.add', { purchaseOrder, number: '1Z999AA10123456784', carrier: 'UPS', sure: 'yes' }, system)
  const sam = bot.as('Sam', 'support')
  await sam.does(`/complaint open ${order.number} damaged it is cracked lines:LAMP part:${purchaseOrder}`)
  expect(said(await sam.does('/complaint resolve C1 partial_refund amount:1'))).toContain(
    'is resolved: partial refund of EUR 1.00. Waybill only records it: pay it back in the admin of ',
  )
})

test('an owner who types no key approves one on the shop’s own page, and the shop is connected', async () => {
  const { text } = await connect({})
  const page = /http\S+/.exec(text)?.[0] ?? ''
  const done = await approve(page)
  expect(await done.text()).toContain('Your shop is connected to Waybill.')
  await tasks.idle()
  expect(woo.shop.keys).toHaveLength(2)
  expect(woo.shop.webhooks).toHaveLength(4)
})

test('what a status means and what customers are written can be set for one shop', async () => {
  await connect({ key: 'ck_owner', secret: 'cs_owner' })
  await tasks.idle()
  const set = (option: string, setting: string) => bot.ask('store.option', { store: woo.site, option, setting }, system)
  await expect(set('statuses', 'packing=send')).rejects.toThrow('must be such as packing=ship')
  await expect(set('note', 'On its way')).rejects.toThrow('{number}')
  await set('statuses', 'processing=ignore')
  woo.shop.place({ line_items: lines })
  await woo.deliver()
  expect(await database.db.$count(orders)).toBe(0)
  await set('statuses', 'house')
  woo.shop.place({ line_items: lines })
  await woo.deliver()
  expect(await database.db.$count(orders)).toBe(1)
})

test('a key that nobody here asked for, or that comes too late, connects nothing, and the shop deletes it', async () => {
  const { text } = await connect({})
  const page = new URL(/http\S+/.exec(text)?.[0] ?? '')
  bot.wait(31 * 60_000)
  expect((await approve(page.href)).status).toBe(401)
  page.searchParams.set('callback_url', `${door.url}/webhooks/woocommerce/-/keys/made-up`)
  expect((await approve(page.href)).status).toBe(401)
  expect(woo.shop.keys).toHaveLength(1)
  await tasks.idle()
  expect(woo.shop.webhooks).toEqual([])
})
