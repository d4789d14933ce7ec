import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openLog } from '../../src/kernel/ground/log.ts'
import { messages } from '../../src/kernel/ground/tables.ts'
import { startInbox } from '../../src/kernel/hearing/inbox.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { said } from '../stage/shop.ts'
import { statementsOf } from '../stage/statements.ts'

// Each statement is a round trip: people wait for them, and a burst of orders is as fast as they are few.
const shop = aShop()
const THREE = [{ sku: 'LAMP' }, { sku: 'BOWL' }, { sku: 'PEN' }]

/** A third supplier, and nobody who sends messages meanwhile. */
async function withThree(): Promise<void> {
  await shop.bot.pump.stop()
  await shop.ask('supplier.add', { name: 'Nib', zone: 'Europe/Madrid' })
  await shop.ask('supplier.room', { supplier: 'Nib', room: { chat: 'memory', id: 'nib', name: 'nib' } })
  await shop.ask('supplier.sku', { supplier: 'Nib', skus: 'PEN' })
  await shop.receive('1041', [{ sku: 'LAMP' }])
}

async function atMost(most: number, work: () => Promise<unknown>): Promise<void> {
  const all = await statementsOf(work)
  expect(all.length, all.join('\n')).toBeLessThanOrEqual(most)
}

const webhook = (number: string) => () =>
  shop.bot.ask('order.receive', incoming(number, THREE), system, { source: 'shopify', key: number })

test('an order that comes in by a webhook', async () => {
  await withThree()
  await atMost(10, webhook('1042'))
})

test('an order that comes in and goes to three suppliers by itself', async () => {
  await withThree()
  await shop.ask('store.autoforward', { store: 'Lamps', setting: 'on' })
  await atMost(24, webhook('1042'))
})

test('an order that is forwarded to three suppliers', async () => {
  await withThree()
  await shop.receive('1042', THREE)
  await atMost(19, () => shop.ask('order.forward', { order: '1042' }))
})

test('what is posted and redrawn is written at once, be it ten cards or a hundred', async () => {
  await withThree()
  for (const number of ['1043', '1044', '1045', '1046']) await shop.receive(number, [{ sku: 'CANDLE' }])
  const before = await statementsOf(() => shop.ask('supplier.sku', { supplier: 'Nib', skus: 'CANDLE' }))
  const writes = before.filter(text => /insert into "(messages|tokens|outbox)"/.test(text))
  expect(writes).toHaveLength(1)
})

test('a press: received, acknowledged, and shown to both sides', async () => {
  await withThree()
  await shop.receive('1042', THREE)
  await shop.ask('order.forward', { order: '1042' })
  const sent = await shop.database.db.select().from(messages).where(eq(messages.kind, 'purchase-order'))
  const card = sent.find(({ card }) => card.title === 'Purchase order 1042-A')?.card
  const token = card?.presses.find(({ label }) => label === 'Acknowledge')?.token ?? ''
  const { desk } = shop.bot
  const inbox = startInbox({ db: shop.database.db, desk, replies: new Map(), log: openLog('silent') })
  const speaker = { chat: 'memory', user: 'mei', name: 'Mei', channel: 'lumen', roles: [] }
  await atMost(15, async () => {
    await inbox.receive('press 1', { speaker, act: { kind: 'pressed', token }, reply: {} })
    expect(await inbox.answered('press 1').then(one => one && said(one))).toContain('is acknowledged')
    await inbox.idle()
  })
  await inbox.stop()
})

test('a list of orders', async () => {
  await withThree()
  await shop.receive('1042', THREE)
  await atMost(4, () => shop.bot.as('Sam', 'support').types('/order list'))
})

test('a parcel, and a complaint about it', async () => {
  await withThree()
  await shop.receive('1042', THREE)
  await shop.ask('order.forward', { order: '1042' })
  await atMost(27, () => shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784'))
  await atMost(43, () => shop.bot.as('Sam', 'support').types('/complaint open 1042 damaged cracked lines:LAMP'))
})
