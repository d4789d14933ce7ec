import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { brisk } from '../slack/fake/clock.ts'
import { type FakeSlack, startSlack } from '../slack/fake/slack.ts'
import { asInstalled } from '../slack/manifest.ts'
import { aProcess, aServer, type Process, type Server } from './shop.ts'
import { allStands, type Stand } from './stands.ts'

/** What people on one chat do is seen on all others within this, ms. */
const SOON = 1_000

let database: TestDatabase
let server: Server
let bot: Process
let stands: readonly Stand[]
let slack: FakeSlack
let close: () => Promise<void>

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  server = await aServer()
  bot = await aProcess(database, server)
  slack = await startSlack({ timing: brisk, app: asInstalled() })
  ;({ all: stands, close } = await allStands(bot, server, database, slack))
  await bot.ask('supplier.add', { name: 'Lumen', zone: 'Asia/Shanghai' }, system)
  await bot.ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' }, system)
  await bot.heard()
})
afterEach(async () => {
  await close()
  await bot.close()
  await slack.close()
  await server.discord.stop()
})
afterAll(() => database.close())

const on = (chat: string) => stands.find(stand => stand.chat === chat) as Stand

async function bind(stand: Stand): Promise<void> {
  await bot.ask('supplier.room', { supplier: 'Lumen', room: stand.room('lumen') }, system)
  await bot.ask('supplier.contact', { supplier: 'Lumen', person: stand.person('Mei') }, system)
}

/** Waits until every chat shows these words on its card; answers how long that took, ms. */
async function allShow(room: 'orders' | 'lumen', title: string, what: RegExp, where = stands): Promise<number> {
  const before = performance.now()
  for (;;) {
    const shown = await Promise.all(where.map(stand => stand.shows(room, title)))
    if (shown.every(text => what.test(text))) return performance.now() - before
    if (performance.now() - before > 8_000)
      throw new Error(`${what} never stood on “${title}” everywhere:\n${shown.join('\n—\n')}`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}

const CHATS = ['discord', 'slack', 'console', 'memory']
const PAIRS = CHATS.flatMap(staff =>
  CHATS.filter(supplier => supplier !== staff).map(supplier => [staff, supplier] as const),
)

test.each(PAIRS)(
  'staff in %s and a supplier in %s work on one record, and all see it within a second',
  async (staff, supplier) => {
    await bind(on(supplier))
    await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)
    await allShow('orders', 'Order 1042', /Order 1042/)
    expect(await on(staff).presses('Sam', 'orders', 'Order 1042', 'Forward')).toContain('1042-A went to Lumen')
    expect(await allShow('orders', 'Order 1042', /1042-A/)).toBeLessThan(SOON)
    await allShow('lumen', 'Purchase order 1042-A', /Purchase order/, [on(supplier)])
    expect(await on(supplier).presses('Mei', 'lumen', 'Purchase order 1042-A', 'Acknowledge')).toContain(
      'is acknowledged',
    )
    expect(await allShow('orders', 'Order 1042', /Acknowledged/)).toBeLessThan(SOON)
    expect(await on(staff).presses('Sam', 'orders', 'Order 1042', 'Story')).toContain('Acknowledged')
  },
)

test.each([
  ['discord', 'slack'],
  ['discord', 'console'],
  ['discord', 'memory'],
])('of two presses in %s and %s one wins', async (one, other) => {
  const both = [on(one), on(other)]
  for (const stand of both) await bind(stand)
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  await allShow('lumen', 'Purchase order 1042-A', /Purchase order/, both)
  const told = await Promise.all(
    both.map(stand => stand.presses('Mei', 'lumen', 'Purchase order 1042-A', 'Acknowledge')),
  )
  expect(
    told.filter(text => text.includes('is acknowledged.') || /is acknowledged\b(?! already)/.test(text)),
  ).toHaveLength(1)
  expect(told.filter(text => /already/.test(text))).toHaveLength(1)
  expect(await allShow('lumen', 'Purchase order 1042-A', /Acknowledged/, both)).toBeLessThan(SOON)
})
