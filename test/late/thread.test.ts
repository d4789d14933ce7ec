import { expect, test } from 'vitest'
import { aLateShop } from '../stage/a-late-shop.ts'
import { said } from '../stage/shop.ts'
import { phraseText, textIn } from '../stage/text-of.ts'

const shop = aLateShop()
const sam = (channel = 'alerts') => shop.bot.as('Sam', channel)
const mei = () => shop.bot.as('Mei', 'lumen')
const labels = (channel: string, title: string) => shop.said(channel, title).presses.map(({ label }) => label)
const fact = (channel: string, title: string, name: string) =>
  phraseText(shop.said(channel, title).facts?.find(({ label }) => label === name)?.value)

/** Sent, acknowledged, and past its ship-by. */
async function notShipped(number = '1042') {
  await shop.forwarded(number, [{ sku: 'LAMP', quantity: 2 }])
  await mei().types(`/po acknowledge ${number}-A`)
  await shop.later(49)
  return shop.caseOf(`${number}-A`)
}

test('a late purchase order raises one card on each side, with what is late, since when, and what to do', async () => {
  const number = await notShipped()
  expect(labels('lumen', '1042-A is late')).toEqual(['New ship date', 'Already shipped: add tracking', 'Cannot ship'])
  expect(labels('alerts', `${number}: 1042-A is late`)).toEqual(['Nudge', 'Snooze', 'Take', 'Re-route', 'Close'])
  expect(fact('lumen', '1042-A is late', 'Late')).toBe('Not shipped')
  expect(fact('lumen', '1042-A is late', 'Late since')).toContain('(Asia/Shanghai)')
  expect(fact('alerts', `${number}: 1042-A is late`, 'Next')).toContain('Waybill reminds Lumen')
  await shop.later(0)
  expect(shop.titles('lumen').filter(title => title === '1042-A is late')).toHaveLength(1)
  expect(textIn(shop.chat)).not.toMatch(/Västra|zoe@example|711 00 00/)
})

test('tracking closes the case by itself and says so in the thread', async () => {
  const number = await notShipped()
  const form = await mei().presses(shop.said('lumen', '1042-A is late'), 'Already shipped: add tracking')
  expect(said(await mei().submits(form, { number: '1Z999AA10123456784' }))).toContain('All of 1042-A is in parcels')
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', '1042-A was late')).toEqual([`${number} is closed`])
  expect(shop.said('lumen', `${number} is closed`).summary).toBe('1042-A has shipped.')
  expect(labels('lumen', '1042-A was late')).toEqual([])
  expect(labels('alerts', `${number}: 1042-A was late`)).toEqual([])
  await shop.later(24)
  expect(shop.thread('lumen', '1042-A was late')).toHaveLength(1)
})

test('a part of it is an answer, and the rest is still late', async () => {
  await notShipped()
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', '1042-A is late')).toEqual(['Mei added tracking for 1 piece'])
  expect(shop.said('lumen', 'Mei added tracking for 1 piece').summary).toBe(
    'Thank you. 1042-A still needs a ship date.',
  )
  await shop.later(5)
  expect(shop.thread('lumen', '1042-A is late')).toContain('1042-A still waits for your answer')
})

test('a new ship date stops the reminders until that day, and missing it speaks again', async () => {
  const number = await notShipped()
  const day = new Date(shop.bot.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
  const form = await mei().presses(shop.said('lumen', '1042-A is late'), 'New ship date')
  await mei().submits(form, { promised: day })
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', '1042-A is late')).toEqual([`Mei promised to ship on ${day}`])
  expect(fact('alerts', `${number}: 1042-A is late`, 'Next')).toContain(day)
  await shop.later(24)
  expect(shop.thread('lumen', '1042-A is late')).toHaveLength(1)
  await shop.later(4 * 24)
  expect(shop.thread('lumen', '1042-A is late')).toContain('1042-A, promised day missed')
  expect(shop.thread('alerts', `${number}: 1042-A is late`)).toContain(`${number}: 1042-A, promised day missed`)
  expect(fact('alerts', `${number}: 1042-A is late`, 'Next')).toContain('Waybill reminds Lumen')
})

test('what nobody said yes to ends with a yes, and comes back when it does not ship', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.later(25)
  const number = await shop.caseOf('1042-A')
  expect(fact('lumen', '1042-A is late', 'Late')).toBe('Not acknowledged')
  await mei().presses(shop.said('lumen', '1042-A is late'), 'Acknowledge')
  await shop.bot.pump.idle()
  expect(shop.said('lumen', `${number} is closed`).summary).toBe('1042-A was acknowledged.')
  expect(shop.said('lumen', '1042-A was late').tone).toBe('over')
  await shop.later(24)
  expect(await shop.caseOf('1042-A')).toBe(number)
  expect(fact('lumen', '1042-A is late', 'Late')).toBe('Not shipped')
  expect(shop.thread('lumen', '1042-A is late')).toEqual([`${number} is closed`, '1042-A, not shipped'])
})

test('a number that no carrier ever scanned is late again, until it is put right', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.later(49)
  const number = await shop.caseOf('1042-A')
  expect(fact('lumen', '1042-A is late', 'Late')).toBe('Never scanned by the carrier')
  expect(labels('lumen', '1042-A is late')).toEqual(['Correct tracking'])
  expect(labels('alerts', `${number}: 1042-A is late`)).not.toContain('Re-route')
  const form = await mei().presses(shop.said('lumen', '1042-A is late'), 'Correct tracking')
  await mei().submits(form, { shipment: '1Z999AA10123456784', number: 'RB123456785CN' })
  await shop.bot.pump.idle()
  expect(shop.said('lumen', `${number} is closed`).summary).toBe('The tracking number of 1042-A was corrected.')
  await shop.later(49)
  expect(shop.titles('lumen')).toContain('1042-A, never scanned by the carrier')
  await shop.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: 'RB123456785CN' })
  await shop.bot.pump.idle()
  expect(shop.said('lumen', '1042-A was late').summary).toBe('The carrier has scanned 1042-A.')
})

test('a supplier that cannot ship ends it with a reason, and staff route it anew', async () => {
  const number = await notShipped()
  const form = await mei().presses(shop.said('lumen', '1042-A is late'), 'Cannot ship')
  await mei().submits(form, { reason: 'inventory_out_of_stock' })
  await shop.bot.pump.idle()
  expect(shop.said('alerts', `${number}: 1042-A was late`).summary).toContain('the supplier declined it')
  expect(shop.titles('alerts')).toContain('1042-A was declined')
})

test('an order that is cancelled ends its alerts, also where the supplier has yet to answer', async () => {
  const number = await notShipped()
  await sam('orders').types('/order cancel 1042')
  await shop.bot.pump.idle()
  expect(shop.said('lumen', `${number} is closed`).summary).toBe(
    'The shop has withdrawn 1042-A. Please do not ship it.',
  )
  await shop.later(72)
  expect(shop.thread('lumen', '1042-A was late')).toEqual([`${number} is closed`])
})

test('warnings come as messages of their own with what to do, and end when it ships', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  await shop.later(25)
  expect(labels('lumen', '1042-A is due to ship soon')).toEqual(['Add tracking', 'New ship date'])
  expect(shop.said('lumen', '1042-A is due to ship soon').summary).toContain('in 24 working hours')
  await shop.later(12)
  const warnings = () => shop.chat.messages.filter(({ card }) => card.title === '1042-A is due to ship soon')
  expect(warnings().map(({ card }) => card.presses.length)).toEqual([0, 2])
  expect(shop.titles('alerts')).toEqual([])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
  expect(warnings().map(({ card }) => [card.summary, card.presses.length])).toEqual([
    ['1042-A has shipped.', 0],
    ['1042-A has shipped.', 0],
  ])
})
