import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { oauthRoutes } from '../../src/integrations/shopify/oauth/routes.ts'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { findTicket } from '../../src/stores/hand-out.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { storeLinks, stores } from '../../src/stores/tables.ts'
import { taskKinds } from '../../src/tasks.ts'
import { type Bot, openBot } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { openShop, said, shopChat } from '../stage/shop.ts'
import { textIn } from '../stage/text-of.ts'
import { webhookOf } from './a-webhook.ts'
import { signedBy } from './fake/authorizing.ts'
import { openShopify, type Shopify } from './fake/server.ts'

const AT = 'https://waybill.example'
const log = openLog('silent')
let database: TestDatabase
let chat: MemoryChat
let bot: Bot
let shopify: Shopify
let door: Hono
let tasks: Tasks
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  chat = shopChat()
  bot = await openBot(database, chat)
  shopify = await openShopify()
  const { app: fake } = shopify.shop
  fake.redirects.push(`${AT}/shopify/oauth/callback`)
  const { db, listen } = database
  const app = { clientId: fake.clientId, clientSecret: fake.clientSecret, secrets: [fake.clientSecret] }
  const { now, ask } = bot
  const base = shopify.url
  bot.storefronts.set('shopify', shopifyStorefront({ log, now, base, app }))
  Object.assign(bot.outside, { publicUrl: AT })
  const links = openLinks(db, bot.outside.seal)
  const find = (domain: string) => links.find('shopify', domain)
  const ticket = (given: string) => findTicket(db, now(), 'shopify', given)
  const failed = (error: unknown) => {
    throw error
  }
  door = new Hono()
    .route('/shopify/oauth', oauthRoutes({ ask, app, at: AT, ticket, find, base, now, failed }))
    .route('/webhooks/shopify', connectShopify({ ask, secret: undefined, app: app.secrets, find, ready: () => true }))
  const kinds = taskKinds({ db, ask, outside: bot.outside, publicUrl: AT, now })
  tasks = await startTasks({ db, listen, kinds, log, failed: () => {}, now })
  await openShop(bot)
})
afterEach(async () => {
  await tasks.stop()
  await bot.close()
  await shopify.close()
  await database.empty()
})
afterAll(() => database.close())

const wait = (ms: number) => {
  bot.wait(ms)
  shopify.shop.clock.pass(ms)
}
const idle = async () => {
  await tasks.idle()
  await bot.pump.idle()
}
const linkIn = (text: string) => /https:\S+/.exec(text)?.[0] ?? ''

/** Staff leave the key and the secret empty, and get a link. */
async function link(domain = shopify.shop.domain): Promise<string> {
  const sam = bot.as('Sam', 'orders')
  const form = await sam.types(`/store connect shopify ${domain}`)
  return linkIn(said(await sam.submits(form, { name: 'North Coast' })))
}

/** A browser: it keeps one cookie of ours. */
function browser() {
  let cookie = ''
  return {
    async opens(page: string) {
      const response = await door.request(page, { headers: { cookie } })
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
      const to = response.headers.get('location')
      return { status: response.status, text: await response.text(), to }
    },
    /** Opens the link from chat, and Shopify's page after it; answers where *Install app* leads. */
    async leaves(page: string): Promise<string> {
      const { to, text } = await this.opens(page)
      if (!to) throw new Error(text)
      const html = await (await fetch(to)).text()
      return /href="([^"]+)"/.exec(html)?.[1] ?? html
    },
  }
}

test('the owner of another organisation’s store installs the app by a link from chat, and its tokens go on for ever', async () => {
  const owner = browser()
  const back = await owner.leaves(await link())
  expect(await owner.opens(back)).toMatchObject({
    ...{ status: 200, text: expect.stringContaining('north-coast.myshopify.com is connected') },
  })
  await idle()
  expect(textIn(chat, 'alerts')).toContain('North Coast is connected')
  expect(shopify.shop.webhooks.subscriptions.map(({ uri }) => uri)).toContain(`${AT}/webhooks/shopify`)
  const [row] = await database.db.select().from(storeLinks)
  expect(row).toMatchObject({ connectedBy: 'Sam', address: 'north-coast.myshopify.com', troubles: [] })
  expect(row?.secrets).not.toContain('shp')

  const links = openLinks(database.db, bot.outside.seal)
  const [first] = await links.all('shopify')
  wait(2 * 3_600_000)
  const look = async () => {
    const [now] = await links.all('shopify')
    if (now) await bot.storefronts.get('shopify')?.look(now)
    return now
  }
  await Promise.all([look(), look(), look()])
  expect(shopify.shop.calls.filter(call => call === 'access_token')).toHaveLength(2)
  shopify.shop.app.owner.expire()
  await look()
  expect(shopify.shop.calls.filter(call => call === 'access_token')).toHaveLength(3)
  // Another process, which read its token before that one was renewed twice, takes the one that is kept.
  const other = shopifyStorefront({ log, now: bot.now, base: shopify.url, app: { ...shopify.shop.app, secrets: [] } })
  if (first) await other.look(first)
  expect((await links.all('shopify'))[0]?.secrets.refresh).not.toBe(first?.secrets.refresh)
  shopify.shop.app.owner.revoke()
  wait(2 * 3_600_000)
  await expect(look()).rejects.toThrow('Connect the store again')
})

test('a link works once, for half an hour, in one browser, for one store, and only as Shopify signed it', async () => {
  const used = await link()
  const owner = browser()
  const back = new URL(await owner.leaves(used))
  const refusals: [string, () => Promise<string>][] = [
    ['began in another browser', async () => back.href],
    ['didn’t send you here', async () => changed(back, 'shop', 'evil.myshopify.com')],
    ['didn’t send you here', async () => `${back.href}&shop=evil.myshopify.com`],
    ['isn’t a Shopify domain', async () => signed({ shop: 'evil.example', code: 'x', state: 'y' })],
  ]
  for (const [why, page] of refusals) expect((await browser().opens(await page())).text).toContain(why)
  const other = await link('other.myshopify.com')
  const mixed = browser()
  await mixed.opens(other)
  const state = new URL(other).searchParams.get('ticket') ?? ''
  expect((await mixed.opens(signed({ state, code: shopify.shop.app.owner.code() }))).text).toContain(
    'This link is for other.myshopify.com',
  )
  expect(shopify.shop.calls).toEqual([])
  shopify.shop.faults.next('access_token', { status: 503, body: '<html>busy</html>', type: 'text/html' })
  expect((await owner.opens(back.href)).status).toBe(503)
  expect((await owner.opens(await owner.leaves(used))).status).toBe(200)
  const again = await owner.opens(used)
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('This link is not valid')])
  const late = await link()
  const slow = browser()
  const there = await slow.leaves(late)
  wait(31 * 60_000)
  expect((await slow.opens(there)).text).toContain('This page is too old')
  expect((await slow.opens(late)).text).toContain('This link is not valid')
})

test('a store that begins at Shopify is nobody’s until staff press, and what it sends until then is turned away', async () => {
  const { shop } = shopify
  const owner = browser()
  const open = () => owner.opens(`${AT}/shopify/oauth/start?${signedBy(shop)}`)
  expect((await open()).text).toContain('isn’t connected yet')
  await open()
  await idle()
  expect(requests()).toHaveLength(1)
  expect(await database.db.$count(stores)).toBe(0)
  const hear = (topic: string) => door.request(...webhookOf(shop.place(), topic, shop))
  expect([(await hear('orders/create')).status, (await hear('shop/redact')).status]).toEqual([401, 200])

  const [request] = requests()
  if (!request) throw new Error('staff were not asked')
  const page = linkIn(said(await bot.as('Sam', 'alerts').presses(request, 'Connect')))
  expect((await owner.opens(await owner.leaves(page))).status).toBe(200)
  await idle()
  expect(textIn(chat, 'alerts')).toContain('It is connected as north-coast.myshopify.com')
  expect((await hear('orders/create')).status).toBe(200)
  expect((await open()).text).toContain('is connected to Waybill')
})

const requests = () =>
  chat.messages.map(({ card }) => card).filter(({ title }) => title.includes('wants to be connected'))
const changed = (page: URL, name: string, value: string) => {
  const other = new URL(page)
  other.searchParams.set(name, value)
  return other.href
}

/** Signed by Shopify, whatever it says. */
function signed(more: Readonly<Record<string, string>>): string {
  const shop = Object.create(shopify.shop, { domain: { value: more.shop ?? shopify.shop.domain } })
  return `${AT}/shopify/oauth/callback?${signedBy(shop, more)}`
}
