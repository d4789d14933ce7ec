import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await shop.bot.as('Sam', 'orders').types(text))
const state = async (number = '1042-A') => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return po && purchaseOrderState(po)
}
const inLumen = () => shop.chat.messages.filter(one => one.channel === 'lumen').map(one => one.card.title)
const asked = () => cardIn(shop.chat, 'lumen', '1042-A: please cancel')

test('an order that nobody has yet is simply cancelled', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  expect(await says('/order cancel 1042 customer changed their mind')).toBe('Order 1042 is cancelled.')
  expect(await says('/order cancel 1042')).toBe('Order 1042 is cancelled already.')
  await shop.bot.pump.idle()
  const card = cardIn(shop.chat, 'orders', 'Order 1042')
  expect(card.presses.map(one => one.label)).toEqual(['Story', 'Note'])
  expect(inLumen()).toEqual([])
})

test('before a yes it is taken back at once, and the supplier is told in a message of its own', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/order cancel 1042')).toBe('Order 1042 is cancelled.')
  await shop.bot.pump.idle()
  expect(await state()).toBe('cancelled')
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').presses).toEqual([])
  expect(cardIn(shop.chat, 'lumen', '1042-A is cancelled').summary).toBe(
    'The shop cancelled 1042-A before you acknowledged it. Please do not ship it.',
  )
})

test('after a yes the supplier is asked; with another yes it is cancelled', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  expect(await says('/order cancel 1042 too dear')).toBe(
    'Order 1042 is cancelled. 1042-A was acknowledged: the supplier has been asked to cancel.',
  )
  await shop.bot.pump.idle()
  expect(asked().summary).toBe('The customer no longer wants it. Please do not ship it.')
  expect(await state()).toBe('acknowledged')
  expect(said(await mei().presses(asked(), 'Accept'))).toBe('Accepted: 1042-A is changed.')
  await shop.bot.pump.idle()
  expect(await state()).toBe('cancelled')
  expect(inLumen()).toEqual(['Purchase order 1042-A', '1042-A: please cancel'])
})

test('the supplier may refuse to cancel: staff are told, and it ships', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  await says('/order cancel 1042')
  await shop.bot.pump.idle()
  const order = () => textOf(cardIn(shop.chat, 'orders', 'Order 1042'))
  expect(order()).toContain('Cancelled, if the supplier agrees: 1042-A')
  const form = await mei().presses(asked(), 'Refuse')
  await mei().submits(form, { note: 'it left this morning' })
  await shop.bot.pump.idle()
  expect(order()).toContain('Cancelled, but not 1042-A')
  expect(cardIn(shop.chat, 'alerts', '1042-A: change refused').summary).toBe(
    'Lumen refused: The customer no longer wants it. Please do not ship it. — it left this morning',
  )
  expect(said(await mei().types('/tracking add 1042-A 1Z999AA10123456784'))).toContain('All of 1042-A is in parcels')
})

test('of a part shipment only the rest is cancelled: the parcel stays on record', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x2"')
  await says('/order cancel 1042')
  await shop.bot.pump.idle()
  expect(asked().summary).toBe('The customer no longer wants it. Please do not ship the rest.')
  await mei().presses(asked(), 'Accept')
  await shop.bot.pump.idle()
  expect(await state()).toBe('shipped')
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').lines?.map(line => [line.quantity, line.done])).toEqual([
    [2, true],
  ])
})

test('what has shipped cannot be cancelled, whole or in part, and the sentence says which', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  expect(await says('/order cancel 1042')).toBe('Order 1042 is cancelled. 1042-A has shipped already.')
  expect([await state('1042-A'), await state('1042-B')]).toEqual(['shipped', 'cancelled'])
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await mei().types('/tracking add 1043-A RB123456785CN')
  expect(await says('/order cancel 1043')).toBe('1043-A has shipped already, so order 1043 cannot be cancelled.')
})

test('cancelled in the store is the same as cancelled here', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await mei().types('/po acknowledge 1042-A')
  const now = new Date('2026-11-05T00:00:00Z')
  for (let i = 0; i < 3; i++)
    await shop.receive('1042', [], { updatedAt: now, cancelledAt: now, cancelReason: 'fraud' })
  await shop.bot.pump.idle()
  expect([await state('1042-A'), await state('1042-B')]).toEqual(['acknowledged', 'cancelled'])
  expect(inLumen()).toEqual(['Purchase order 1042-A', '1042-A: please cancel'])
  expect(cardIn(shop.chat, 'casa', '1042-B is cancelled').tone).toBe('warning')
})

test('a draft that waits for a room is cancelled with its order and never goes out', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'POSTER' })
  await shop.receive('1042', [{ sku: 'POSTER' }])
  await shop.ask('order.forward', { order: '1042' })
  await says('/order cancel 1042')
  shop.chat.openRoom('north')
  await says('/supplier room North #north')
  await shop.bot.pump.idle()
  expect(await state()).toBe('cancelled')
  expect(shop.chat.messages.filter(one => one.channel === 'north').map(one => one.card.title)).toEqual([
    'Hello, I’m Waybill',
  ])
})

test('questions that were open when it was cancelled are no longer asked', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await shop.receive('1042', [{ sku: 'LAMP' }], { updatedAt: new Date('2026-11-04T00:00:00Z') })
  await shop.bot.pump.idle()
  const open = cardIn(shop.chat, 'lumen', '1042-A: quantities changed')
  await says('/order cancel 1042')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A: quantities changed').presses).toEqual([])
  expect(said(await mei().presses(open, 'Accept'))).toBe(
    'This is no longer requested from 1042-A. See its newest card.',
  )
})
