import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'alerts')
const home = incoming('1', []).shipTo as NonNullable<IncomingOrder['shipTo']>
const HOUR = 3_600_000
let hour = 1

async function change(lines: Parameters<typeof incoming>[1], over: Partial<IncomingOrder> = {}): Promise<void> {
  await shop.receive('1042', lines, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)), ...over })
  await shop.bot.pump.idle()
}
async function addressAsked(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 3 }], { shipTo: { ...home, street: 'Elsewhere 1' } })
}
async function later(hours: number): Promise<void> {
  shop.bot.wait(hours * HOUR)
  await shop.ask('case.escalate', {})
  await shop.bot.pump.idle()
}
const titles = (channel: string) => shop.chat.messages.filter(one => one.channel === channel).map(one => one.card.title)
const listed = async () => card(await sam().types('/case list')).lines?.map(({ text }) => text)

test('an unanswered change climbs: the supplier is reminded twice, then the owner, then the staff', async () => {
  await addressAsked()
  expect(titles('lumen')).not.toContain('1042-A: a change is open')
  await later(100)
  expect(cardIn(shop.chat, 'lumen', '1042-A: a change is open').summary).toBe(
    'Do not ship 1042-A: address change asked. Please answer with a button below.',
  )
  expect(titles('lumen')).toContain('1042-A still waits for your answer')
  await later(100)
  await later(100)
  expect(cardIn(shop.chat, 'alerts', 'Q1: a change of 1042-A is open').summary).toBe(
    'Lumen has not answered: address change asked of 1042-A.',
  )
})

test('it stands in /case list, the overview and the digests of both sides until it is answered', async () => {
  await addressAsked()
  expect(await listed()).toEqual(['Q1 · 1042-A · change'])
  expect(card(await sam().types('/order overview')).facts).toContainEqual({ label: 'Changes unanswered', value: '1' })
  for (const who of [mei(), sam()])
    expect(card(await who.types('/late digest')).lines?.[0]?.text).toBe('1042-A · address change asked')
  const open = card(await mei().types('/change list'))
  expect(open.summary).toBe('1 change waits for an answer.')
  expect(open.lines?.map(({ text }) => text)).toEqual(['1042-A · address change asked'])
  await mei().types('/po answer 1042-A accept')
  await shop.bot.pump.idle()
  expect(await listed()).toEqual([])
  expect(card(await sam().types('/order overview')).facts).toContainEqual({ label: 'Changes unanswered', value: '0' })
})

test('a supplier neither sees nor answers what is asked of another', async () => {
  await addressAsked()
  const lucia = shop.bot.as('Lucía', 'casa')
  expect(card(await lucia.types('/change list')).summary).toBe('No change waits for an answer.')
  expect(said(await lucia.types('/po answer 1042-A accept'))).toContain('There is no purchase order 1042-A here.')
  expect(said(await lucia.types('/change show Q1'))).toContain('There is no case Q1 here.')
})

test('what the store takes back is chased no more', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 1 }])
  await change([{ sku: 'LAMP', quantity: 3 }])
  expect(await listed()).toEqual([])
  expect(said(await sam().types('/case reopen Q1'))).toBe('Q1 stays closed: nothing is asked of 1042-A now.')
})

test('a second question joins the first, is answered by name, and gives no more time', async () => {
  await addressAsked()
  await change([{ sku: 'LAMP', quantity: 2 }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  expect(await listed()).toEqual(['Q1 · 1042-A · change'])
  expect(said(await mei().types('/po answer 1042-A accept'))).toContain(
    'Several changes of 1042-A wait: address change asked and fewer pieces asked. Say which.',
  )
  await mei().types('/po answer 1042-A accept which:quantity')
  await shop.bot.pump.idle()
  expect(await listed()).toEqual(['Q1 · 1042-A · change'])
  await mei().types('/po answer 1042-A refuse which:address packed')
  await shop.bot.pump.idle()
  expect(await listed()).toEqual([])
})

test('staff put down what the supplier said on the telephone, and nobody can just close it', async () => {
  await addressAsked()
  expect(said(await sam().types('/case close Q1 solved'))).toContain('ends with an answer to its change')
  const shown = card(await sam().types('/change show Q1'))
  expect(shown.presses.map(({ label }) => label)).toEqual([
    'Nudge',
    'Snooze',
    'Take',
    'Supplier said yes',
    'Supplier said no',
  ])
  expect(said(await sam().presses(shown, 'Supplier said yes'))).toBe('Accepted: 1042-A is changed.')
})
