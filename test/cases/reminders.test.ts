import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reminderCard } from '../../src/cases/reminder-card.ts'
import { cases } from '../../src/cases/tables.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')
const caseNamed = async (number: string) =>
  (await shop.database.db.select().from(cases).where(eq(cases.number, number)))[0]

/** A shipped order of one lamp, and a complaint or return about it. */
async function opened(order: string, kind: 'complaint' | 'return', more = ''): Promise<string> {
  await shop.forwarded(order, [{ sku: 'LAMP' }])
  await mei().types(`/tracking add ${order}-A 1Z999AA10123456784`)
  const reason = kind === 'complaint' ? 'damaged' : 'unwanted'
  const answer = said(await sam().types(`/${kind} open ${order} ${reason} too bright ${more}`))
  await shop.bot.pump.idle()
  return /^([CR]\d+)/.exec(answer)?.[1] ?? answer
}

test('a supplier reminded of many reads of none that staff keep, nor of one it has answered', async () => {
  for (const order of ['201', '202', '203', '204']) await opened(order, 'complaint')
  const answered = await opened('205', 'complaint')
  await opened('206', 'complaint', 'keep:yes')
  await mei().types(`/complaint answer ${answered} We send a new one.`)
  for (let hours = 0; hours < 48; hours += 4) await shop.later(4)
  const reminder = shop.said('lumen', '4 complaints wait for an answer')
  expect(reminder.lines?.map(({ text }) => text.split(' · ')[1])).toEqual(['201-A', '202-A', '203-A', '204-A'])
})

test('a reminder of one is of one in its words', async () => {
  await opened('201', 'complaint')
  const about = { kind: 'complaint', supplierId: null, windowAt: '', numbers: [] }
  await shop.database.db.update(cases).set({ remindersSent: 1 })
  const { title } = await reminderCard(shop.database.db, about, [])
  expect(title).toBe('1 complaint waits for an answer')
})

test('a word of thanks brings no reminder nearer', async () => {
  const number = await opened('1042', 'return')
  await mei().types(`/return approve ${number} return-to:"Dock 4, Ningbo"`)
  await sam().types(`/return parcel ${number} 123456789012 carrier:DHL`)
  await shop.bot.pump.idle()
  const before = (await caseNamed(number))?.nextAt
  const form = await mei().presses(cardIn(shop.chat, 'lumen', `Return ${number} of 1042-A`), 'Reply to the shop')
  expect(said(await mei().submits(form, { text: 'Thanks, we look out for it' }))).toBe('Sent to the shop’s staff.')
  expect((await caseNamed(number))?.nextAt).toEqual(before)
})

test('a room named for support later is told by itself, and shows the case at a press', async () => {
  const { db } = shop.database
  await db.update(rooms).set({ purpose: null }).where(eq(rooms.channel, 'support'))
  const number = await opened('1042', 'complaint')
  await db.update(rooms).set({ purpose: 'support' }).where(eq(rooms.channel, 'support'))
  await mei().types(`/complaint answer ${number} We send a new one.`)
  await shop.bot.pump.idle()
  const told = shop.chat.messages.find(one => one.channel === 'support')
  expect([told?.thread, told?.card.title]).toEqual([null, expect.stringContaining(number)])
  if (!told) throw new Error('support was told nothing')
  const shown = await shop.bot.as('Sam', 'support').presses(told.card, 'Show it')
  expect(textOf(shown)).toContain('We send a new one.')
})
