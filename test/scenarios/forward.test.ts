import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { card, cardIn, openShop, said, shopChat } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

let database: TestDatabase
let bot: Bot
let chat: MemoryChat

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  chat = shopChat()
  bot = await openBot(database, chat)
  await openShop(bot)
})
afterEach(() => bot.close())
afterAll(() => database.close())

test('an order is forwarded, acknowledged and shipped in two parcels, and both rooms follow', async () => {
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB', quantity: 2 }]), system)
  expect(said(await bot.as('Sam', 'orders').types('/order forward #1042'))).toContain('1042-A went to Lumen')
  await bot.pump.idle()
  const po = cardIn(chat, 'lumen', 'Purchase order 1042-A')
  expect(said(await bot.as('Mei', 'lumen').presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
  await bot.pump.idle()
  const form = await bot.as('Mei', 'lumen').presses(cardIn(chat, 'lumen', 'Purchase order 1042-A'), 'Add tracking')
  const first = await bot
    .as('Mei', 'lumen')
    .submits(form, { number: '1Z 999 AA1 01 2345 6784', lines: 'LAMP, BULB x1' })
  expect(said(first)).toContain('1 piece of 1042-A is still to ship')
  await bot.pump.idle()
  expect(textOf(cardIn(chat, 'orders', 'Order 1042'))).toContain('Partly shipped')
  expect(said(await bot.as('Mei', 'lumen').types('/tracking add 1042-A RB123456785CN'))).toContain(
    'All of 1042-A is in parcels',
  )
  await bot.pump.idle()
  expect(textOf(cardIn(chat, 'orders', 'Order 1042'))).toContain('UPS 1Z999AA10123456784')
  expect(cardIn(chat, 'lumen', 'Purchase order 1042-A').tone).toBe('good')
  const story = card(await bot.as('Sam', 'orders').types('/order show 1042'))
  expect(phraseText(story.body)).toMatch(/Sam forwarded.*Mei acknowledged.*Mei added tracking UPS.*Mei added tracking/s)
})
