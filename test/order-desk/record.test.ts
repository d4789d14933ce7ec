import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
let hour = 1

type Line = Partial<IncomingOrder['lines'][number]>
const order = (...lines: readonly Line[]) =>
  incoming(
    '1042',
    lines.map(() => ({ sku: 'LAMP' })),
  ).lines.map((line, index) => ({ ...line, title: 'Mug', options: 'Engraving: Anna', ...lines[index] }))

async function sent(...lines: readonly Line[]): Promise<void> {
  await shop.forwarded('1042', [], { lines: order(...lines) })
}
async function change(lines: readonly Line[], over: Partial<IncomingOrder> = {}): Promise<void> {
  const updatedAt = new Date(Date.UTC(2026, 10, 3, hour++))
  await shop.receive('1042', [], { updatedAt, lines: order(...lines), ...over })
  await shop.bot.pump.idle()
}
const asked = () =>
  shop.chat.messages
    .filter(one => one.channel === 'lumen' && one.card.title === '1042-A: details changed')
    .map(({ card }) => card)
const newest = () => asked().at(-1) ?? cardIn(shop.chat, 'lumen', '1042-A: details changed')
const alerts = () => shop.chat.messages.filter(one => one.channel === 'alerts').map(({ card }) => card.summary)
const shown = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
const first = () => shown().lines?.map(line => [line.text, line.detail])
const method = () => shown().facts?.find(({ label }) => label === 'Method')?.value

test('another engraving after it was acknowledged leaves the card as it was sent, and asks the supplier', async () => {
  await sent({})
  await mei().types('/po acknowledge 1042-A')
  await change([{ options: 'Engraving: Hanna' }])
  expect(first()).toEqual([['Mug', 'LAMP · Engraving: Anna']])
  expect(card(await mei().types('/po show 1042-A')).lines?.[0]?.detail).toBe('LAMP · Engraving: Anna')
  expect(newest().summary).toBe('Mug: options “Engraving: Hanna” instead of “Engraving: Anna”.')
  expect(alerts()).toContain('The store changed its lines. 1042-A was asked to follow.')
})

test('with a yes the supplier’s card is as the store has it, and both versions stay on record', async () => {
  await sent({})
  await change([{ options: 'Engraving: Hanna', sku: 'LAMP-2', title: 'Cup' }])
  expect(said(await mei().presses(newest(), 'Accept'))).toBe('Accepted: 1042-A is changed.')
  await shop.bot.pump.idle()
  expect(first()).toEqual([['Cup', 'LAMP-2 · Engraving: Hanna']])
  const body = [card(await sam().types('/order show 1042')).body].flat()
  const story = body.filter(part => typeof part === 'string').join('')
  expect(story).toContain('accepted a change of 1042-A: Mug: SKU “LAMP-2” instead of “LAMP”')
  expect(story).toContain('“Engraving: Hanna” instead of “Engraving: Anna”')
})

test('refused, it stays as it was sent, and staff see on the order how it differs', async () => {
  await sent({})
  await change([{ options: 'Engraving: Hanna' }])
  const form = await mei().presses(newest(), 'Refuse')
  await mei().submits(form, { note: 'engraved already' })
  await shop.bot.pump.idle()
  expect(first()).toEqual([['Mug', 'LAMP · Engraving: Anna']])
  const parts = cardIn(shop.chat, 'orders', 'Order 1042').lines?.map(line => phraseText(line.detail))
  expect(parts?.at(-1)).toContain(
    'differs from the order: Mug: options “Engraving: Hanna” instead of “Engraving: Anna”.',
  )
})

test('another shipping method is asked, not shown as if it had been sent', async () => {
  await sent({})
  await change([{}], { method: 'Express' })
  expect(method()).toBe('Standard')
  expect(newest().summary).toBe('Method: “Express” instead of “Standard”.')
  await mei().presses(newest(), 'Accept')
  await shop.bot.pump.idle()
  expect(method()).toBe('Express')
})

test('a change of a change replaces it, and one taken back by the store is no longer asked', async () => {
  await sent({})
  await change([{ options: 'Engraving: Hanna' }])
  const before = newest()
  await change([{ options: 'Engraving: Johanna' }])
  expect(said(await mei().presses(before, 'Accept'))).toBe(
    'This is no longer requested from 1042-A. See its newest card.',
  )
  expect(newest().summary).toBe('Mug: options “Engraving: Johanna” instead of “Engraving: Anna”.')
  await change([{}])
  expect(asked().map(({ presses }) => presses.length)).toEqual([0, 0])
})

test('only the supplier that has the line is asked', async () => {
  await sent({}, { sku: 'BOWL', externalId: 'line-2' })
  await change([{ options: 'Engraving: Hanna' }, { sku: 'BOWL', externalId: 'line-2' }])
  expect(asked()).toHaveLength(1)
  expect(shop.chat.messages.filter(one => one.card.title === '1042-B: details changed')).toEqual([])
})

test('a parcel, a complaint and a return are told in the words that were sent', async () => {
  await sent({ quantity: 2 })
  await change([{ quantity: 2, sku: 'NEW-SKU', title: 'Cup' }])
  const parcel = '/tracking add 1042-A 1Z999AA10123456784 changed:as_before'
  expect(said(await mei().types(`${parcel} lines:"NEW-SKU"`))).toContain('No line here is “NEW-SKU”.')
  await mei().types(`${parcel} lines:"LAMP x1"`)
  expect(phraseText(card(await mei().types('/tracking list 1042-A')).lines?.[0]?.detail)).toContain('1 × Mug')
  const about = { order: '1042', reason: 'damaged', lines: 'LAMP x1' }
  await shop.ask('complaint.open', { ...about, happened: 'broken' })
  await shop.ask('return.open', { ...about, happened: 'sends it back' })
  await shop.bot.pump.idle()
  const cards = shop.chat.messages.map(one => one.card).filter(({ title }) => /\b[CR]\d\b/.test(title))
  const told = cards.flatMap(({ summary, lines = [] }) => [
    summary,
    ...lines.flatMap(line => [line.text, phraseText(line.detail)]),
  ])
  expect(told.some(text => text?.includes('LAMP'))).toBe(true)
  expect(told.some(text => text?.includes('NEW-SKU') || text?.includes('Cup'))).toBe(false)
})

test('what a supplier was sent is found by its old name', async () => {
  await sent({ title: 'Mug of clay' })
  await change([{ title: 'Cup' }])
  expect(card(await sam().types('/order find "Mug of clay"')).summary).toContain('1 order')
})

test('a draft follows its order, and goes out as the order is then', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'POSTER' })
  await shop.receive('1042', [], { lines: order({ sku: 'POSTER' }) })
  await shop.ask('order.forward', { order: '1042' })
  await change([{ sku: 'POSTER', options: 'Engraving: Hanna' }], { method: 'Express' })
  shop.chat.openRoom('north')
  await sam().types('/supplier room North #north')
  await shop.bot.pump.idle()
  const sentNow = cardIn(shop.chat, 'north', 'Purchase order 1042-A')
  expect(sentNow.lines?.[0]?.detail).toBe('POSTER · Engraving: Hanna')
  expect(sentNow.facts?.find(({ label }) => label === 'Method')?.value).toBe('Express')
})
