import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { taskKinds } from '../../src/tasks.ts'
import { aShop } from '../stage/a-shop.ts'
import { textIn } from '../stage/text-of.ts'
import { type ShopSite, shopSite } from '../webhooks/shop-site.ts'
import { anApi } from './an-api.ts'

const shop = aShop()
let site: ShopSite
let tasks: Tasks
beforeEach(async () => {
  site = await shopSite()
  const { bot, database } = shop
  const { db, listen } = database
  const outside = { ...bot.outside, origins: [site.origin] }
  const kinds = taskKinds({ db, ask: bot.ask, outside, publicUrl: null, now: bot.now })
  tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: () => {}, now: bot.now })
})
afterEach(async () => {
  await tasks.stop()
  await site.close()
})
const settled = async () => {
  await shop.bot.pump.idle()
  await tasks.idle()
}

test('a supplier’s system hears of what it is asked and of what changed, each once, by the way that a test takes', async () => {
  const api = await anApi(shop)
  Object.assign(shop.bot.outside, { origins: [site.origin] })
  const { text } = await shop.ask('webhook.supplier', { supplier: 'Lumen', url: site.url })
  site.trusts(text)
  await settled()
  await settled()
  expect(site.heard.map(({ type }) => type)).toContain('webhook.test')
  expect(textIn(shop.chat, 'alerts')).toContain('Lumen: the test arrived')
  site.heard.length = 0
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await settled()
  expect(site.heard.map(({ type }) => type)).toEqual(['purchase_order.sent'])
  const key = await api.key('ERP supplier:Lumen')
  const { json: po } = await api.call(key, 'GET', '/purchase-orders/1042-A')
  expect(site.heard[0]?.data).toMatchObject({ purchaseOrder: { id: po.id, number: '1042-A', version: po.version } })
  await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A')
  await settled()
  await shop.bot.as('Sam', 'orders').types('/po ask 1042-A "Is it oak?"')
  await settled()
  await shop.ask('order.cancel', { order: '1042' })
  await settled()
  const types = site.heard.map(({ type }) => type)
  for (const type of ['purchase_order.changed', 'question.asked', 'change.requested']) expect(types).toContain(type)
  expect(new Set(site.heard.map(({ id }) => id)).size).toBe(site.heard.length)
  expect(site.words()).not.toContain('1042-B')
  await shop.bot.as('Sam', 'orders').types('/webhook disconnect Lumen')
  site.heard.length = 0
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await settled()
  expect(site.heard).toEqual([])
})
