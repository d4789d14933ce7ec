import { beforeEach, expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { plantedMail } from '../stage/planted-reaches.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const ADDRESS = 'orders@lumen.example'
const shop = aShop()
let mail: MemoryChat
const sam = () => shop.bot.as('Sam', 'orders')
const nora = (token: string) =>
  shop.bot.desk.pressed({ chat: 'post', user: ADDRESS, name: 'Nora', channel: ADDRESS, roles: [] }, token)
/** The ways of Lumen as `/supplier show` has them. */
const ways = async () =>
  (card(await sam().types('/supplier show Lumen')).lines ?? []).map(one => phraseText(one.detail))

beforeEach(async () => {
  const { chat, sent } = plantedMail()
  mail = sent
  shop.bot.chats.set('post', chat)
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'post', what: ADDRESS, gets: 'both' })
  await shop.bot.pump.idle()
})

test('a test takes the real way, and the staff’s card shows that it was sent, and then that it was answered', async () => {
  await sam().presses(card(await sam().types('/supplier show Lumen')), 'Send a test')
  await shop.bot.pump.idle()
  const staff = () => textOf(cardIn(shop.chat, 'orders', 'Test for Lumen'))
  expect(staff()).toMatch(/Nobody has pressed its button yet\.[\s\S]*orders@lumen\.example\sSent 20/)
  const sent = cardIn(mail, ADDRESS, 'A test from the shop')
  const token = sent.presses[0]?.token ?? ''
  expect(said(await nora(token))).toContain('The shop knows')
  expect(said(await nora(token))).toContain('The shop knows')
  await shop.bot.pump.idle()
  expect(staff()).toMatch(/answered from some[\s\S]*orders@lumen\.example\s.*answered by Nora/)
  expect((await ways())[1]).toMatch(/^last sent 20.* · last answered 20.* by Nora$/)
})

test('a test that is refused says why on the staff’s card alone, and show says what to do about the way', async () => {
  mail.closeRoom(ADDRESS)
  await sam().types(`/supplier test-reach Lumen ${ADDRESS}`)
  await shop.bot.pump.idle()
  expect(textOf(cardIn(shop.chat, 'orders', 'Test for Lumen'))).toMatch(
    /could not be sent[\s\S]*Not sent: there is no room orders@lumen\.example/,
  )
  expect((await ways())[1]).toMatch(
    /^nothing gets there since 20.*: there is no room orders@lumen.example. Ask them for another address, or use another way.* · 1 message waits/,
  )
  mail.openRoom(ADDRESS)
  await shop.ask('room.regain', { chat: 'post', channel: ADDRESS })
  await shop.bot.pump.idle()
  await expect.poll(() => textOf(cardIn(shop.chat, 'orders', 'Test for Lumen'))).toContain('The test was sent.')
})

test('nobody of another supplier confirms a test', async () => {
  await sam().types('/supplier test-reach Lumen #lumen')
  await shop.bot.pump.idle()
  const { presses } = cardIn(shop.chat, 'lumen', 'A test from the shop')
  const lucia = { chat: 'memory', user: 'lucía', name: 'Lucía', channel: 'casa', roles: [] }
  expect(said(await shop.bot.desk.pressed(lucia, presses[0]?.token ?? ''))).toContain('does not work here')
  await shop.ask('supplier.add', { name: 'North' })
  expect(said(await sam().types('/supplier test-reach North'))).toContain('North has no room yet.')
})
