import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { messages, outbox } from '../../src/kernel/ground/tables.ts'
import { type Chat, Invalid } from '../../src/kernel/shapes/chat.ts'
import { aShop } from '../stage/a-shop.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { plantedMail } from '../stage/planted-reaches.ts'
import { said } from '../stage/shop.ts'
import { statementsOf } from '../stage/statements.ts'
import { textIn } from '../stage/text-of.ts'

const shop = aShop()
let mail: MemoryChat
const ADDRESS = 'orders@lumen.example'
const sweep = () => shop.ask('supplier.sweep-unreached')
const later = async (minutes: number) => {
  // The outbox writes its times by the database's clock.
  const back = sql`queued_at - make_interval(mins => ${minutes})`
  await shop.database.db.update(outbox).set({ queuedAt: back })
  await shop.database.db.update(messages).set({ postedAt: sql`posted_at - make_interval(mins => ${minutes})` })
}
const alerts = async () => {
  await shop.bot.pump.idle()
  return shop.chat.messages.filter(({ channel }) => channel === 'alerts')
}
const told = async () => (await alerts()).map(({ card }) => card.title)

beforeEach(() => {
  const post = plantedMail()
  mail = post.sent
  shop.bot.chats.set('post', post.chat)
})

test('a purchase order that nobody got is told once, in the notice that staff have of its room, and settles once it went', async () => {
  shop.chat.closeRoom('lumen')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await told()).toEqual(['I can’t post in #lumen (memory)'])
  await sweep()
  expect(await told()).toEqual(['I can’t post in #lumen (memory)'])
  await later(6)
  await sweep()
  await sweep()
  expect(await told()).toEqual(['Nobody at Lumen got 1042-A'])
  await shop.bot.pump.idle()
  expect(textIn(shop.chat, 'alerts')).toContain('1042-A can’t be sent to Lumen: #lumen: there is no room lumen.')
  shop.chat.openRoom('lumen')
  const [card] = await alerts()
  const press = card?.card.presses.find(({ label }) => label === 'Try again')
  const sam = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'alerts', roles: [] }
  expect(said(await shop.bot.desk.pressed(sam, press?.token ?? ''))).toBe('I’m trying again now.')
  await shop.bot.pump.idle()
  await sweep()
  expect(await told()).toEqual(['Lumen can be reached again'])
})

test('another way is offered on the card, and reaching the supplier by it settles the card', async () => {
  shop.chat.closeRoom('lumen')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await later(6)
  await sweep()
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'post', what: ADDRESS, gets: 'both' })
  await shop.bot.pump.idle()
  expect(textIn(mail, ADDRESS)).toContain('Purchase order 1042-A')
  await sweep()
  expect(await told()).toEqual(['Lumen can be reached again'])
})

test('many suppliers are told in one card, what was told is not told again, and a line settles by itself', async () => {
  shop.chat.closeRoom('lumen')
  shop.chat.closeRoom('casa')
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await shop.forwarded('1042', [{ sku: 'BOWL' }])
  await later(60)
  await shop.database.db.execute(sql`update events set at = at - interval '2 hours'`)
  await sweep()
  expect((await told()).filter(title => title.startsWith('Nobody'))).toEqual([
    'Nobody at 2 suppliers got 2 purchase orders',
  ])
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await later(6)
  await sweep()
  expect((await told()).filter(title => title.startsWith('Nobody'))).toHaveLength(1)
  shop.chat.openRoom('casa')
  await shop.ask('supplier.try-again', { supplier: 'Casa' })
  await shop.bot.pump.idle()
  await sweep()
  expect(await told()).toContain('Nobody at 1 supplier got 1 purchase order')
})

test('a purchase order that was refused for good is told, and a press sends it once more', async () => {
  let isRefused = true
  const { chat, sent } = plantedMail()
  const post: Chat['post'] = async what => {
    if (isRefused) throw new Invalid('it is too long')
    return chat.post(what)
  }
  shop.bot.chats.set('post', { ...chat, post })
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'post', what: ADDRESS, gets: 'alone' })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await later(6)
  await sweep()
  await shop.bot.pump.idle()
  expect(textIn(shop.chat, 'alerts')).toContain('1042-A can’t be sent to Lumen: orders@lumen.example: it is too long.')
  isRefused = false
  expect((await shop.ask('supplier.try-again', { supplier: 'Lumen' })).text).toBe('I’m trying again now.')
  await shop.bot.pump.idle()
  expect(textIn(sent, ADDRESS)).toContain('Purchase order 1042-A')
  await sweep()
  expect(await told()).toContain('Lumen can be reached again')
})

test('what only waits for its turn is nobody’s trouble, and a look costs the same however many are open', async () => {
  const other = plantedMail('slow')
  shop.bot.chats.set('slow', { ...other.chat, pace: 60_000 })
  await shop.ask('supplier.reach', { supplier: 'Casa', kind: 'slow', what: ADDRESS, gets: 'alone' })
  for (const number of ['1041', '1042', '1043']) await shop.forwarded(number, [{ sku: 'BOWL' }])
  await later(6)
  const few = await statementsOf(sweep)
  expect((await told()).filter(title => title.startsWith('Nobody'))).toEqual([])
  for (const number of ['1044', '1045', '1046', '1047']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  expect(await statementsOf(sweep)).toHaveLength(few.length)
})
