import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => {
  const answer = said(await sam().types(text))
  await shop.bot.pump.idle()
  return answer
}
const home = incoming('1', []).shipTo as NonNullable<IncomingOrder['shipTo']>
let hour = 1
async function tells(lines: Parameters<typeof incoming>[1], over: Partial<IncomingOrder> = {}): Promise<void> {
  await shop.receive('1042', lines, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)), ...over })
  await shop.bot.pump.idle()
}
const alert = () => shop.chat.messages.filter(one => one.channel === 'alerts').at(-1)?.card
const titles = (channel: string) => shop.chat.messages.filter(one => one.channel === channel).map(one => one.card.title)

test('staff ask for fewer pieces by a form that begins with what is wanted, and only who has them is asked', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BOWL' }])
  const form = await sam().types('/order change 1042')
  if (form.kind !== 'form') throw new Error(`no form, but ${form.kind}`)
  expect(form.form.fields.map(({ name, value }) => [name, value])).toEqual([
    ['lines', 'LAMP x3, BOWL x1'],
    ['address', undefined],
  ])
  expect(said(await sam().submits(form, { lines: 'LAMP x1, BOWL x1' }))).toBe(
    'Order 1042 is changed: Thing LAMP: 1 instead of 3. Suppliers that have it are asked.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A: quantities changed').summary).toBe('Thing LAMP: 1 instead of 3.')
  expect(titles('casa')).toEqual(['Purchase order 1042-B'])
  expect(alert()).toMatchObject({
    title: 'Order 1042 was changed by Sam',
    summary: 'Sam changed its lines. 1042-A was asked to follow.',
    facts: [{ label: '1042-A', value: 'Thing LAMP: 1 instead of 3.' }],
  })
})

test('the alert of a further change names only who was asked because of it', async () => {
  await shop.forwarded('1042', [
    { sku: 'LAMP', quantity: 3 },
    { sku: 'BOWL', quantity: 2 },
  ])
  await says('/order change 1042 lines:"LAMP x1"')
  await says('/order change 1042 lines:"BOWL x1"')
  expect(alert()?.summary).toBe('Sam changed its lines. 1042-B was asked to follow.')
})

test('a line that staff took off stays off when the store tells of the order again, until it tells another quantity', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BULB' }])
  await says('/order change 1042 lines:"LAMP x0"')
  await mei().types('/po answer 1042-A accept')
  await shop.bot.pump.idle()
  const before = titles('lumen').length
  await tells([{ sku: 'LAMP', quantity: 3 }, { sku: 'BULB' }], { note: 'gift' })
  expect(cardIn(shop.chat, 'orders', 'Order 1042').lines?.map(({ text }) => text)).not.toContain('Thing LAMP')
  expect(titles('lumen')).toHaveLength(before)
  await tells([{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  expect(cardIn(shop.chat, 'orders', 'Order 1042').lines?.[0]).toMatchObject({ text: 'Thing LAMP', quantity: 2 })
})

test('an address that staff changed goes to the supplier, stays out of every card, and outlives the store’s old one', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/order change 1042 address:"street: Elsewhere 1; city: Malmö"')).toBe(
    'Order 1042 is changed: another ship-to. Suppliers that have it are asked.',
  )
  expect(cardIn(shop.chat, 'lumen', '1042-A: ship-to changed').summary).not.toContain('Elsewhere')
  await tells([{ sku: 'LAMP' }], { note: 'gift' })
  expect(card(await mei().types('/po shipto 1042-A')).body).toContain('Elsewhere 1')
  await tells([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Third 3' } })
  expect(card(await mei().types('/po shipto 1042-A')).body).toContain('Third 3')
})

test('what cannot be read changes nothing and is not repeated', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  expect(await says('/order change 1042 lines:LAMP')).toBe(
    'Say how many of “LAMP” are wanted now: LAMP x1, or LAMP x0.',
  )
  expect(await says('/order change 1042 address:"Secret Lane 4"')).toMatch(/^Write a part of the address a line/)
  expect(await says('/order change 1042 lines:"LAMP x3"')).toBe('That is how order 1042 is already.')
  expect(said(await mei().types('/order change 1042 lines:"LAMP x1"'))).not.toContain('is changed')
  expect(titles('alerts')).toEqual([])
})
