import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf } from '../stage/text-of.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const home = incoming('1', []).shipTo as NonNullable<IncomingOrder['shipTo']>
let hour = 1

/** The store tells of the order anew. */
async function change(lines: Parameters<typeof incoming>[1], over: Partial<IncomingOrder> = {}): Promise<void> {
  await shop.receive('1042', lines, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)), ...over })
  await shop.bot.pump.idle()
}
const asked = (kind: string) =>
  shop.chat.messages.filter(one => one.channel === 'lumen' && one.card.title === `1042-A: ${kind}`).map(one => one.card)
const newest = (kind: string) => asked(kind).at(-1) ?? cardIn(shop.chat, 'lumen', `1042-A: ${kind}`)
const labels = (kind: string) => asked(kind).map(one => one.presses.map(press => press.label).join(' '))
const alert = () => shop.chat.messages.filter(one => one.channel === 'alerts').at(-1)?.card
const state = async (number = '1042-A') => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return po && purchaseOrderState(po)
}
const quantities = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').lines?.map(line => line.quantity)

test('before it was forwarded, a change needs nobody’s yes', async () => {
  await shop.receive('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'BOWL', externalId: 'line-9' }])
  expect(said(await sam().types('/order forward 1042'))).toBe('1042-A went to Casa.')
})

test('a line nobody supplies that is added later is asked about like a new one', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await change([{ sku: 'LAMP' }, { sku: 'CANDLE' }])
  expect(cardIn(shop.chat, 'orders', 'Order 1042 needs routing').summary).toBe('Nobody supplies CANDLE of order 1042.')
})

test('another address is asked of the supplier without saying it, and staff read who was asked', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await change([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1', city: 'Malmö' } })
  expect(newest('ship-to changed').summary).toBe('The ship-to address has changed. Open Ship-to before you pack.')
  expect(alert()?.summary).toBe('The store changed its ship-to. 1042-A was asked to follow.')
  const asking = newest('ship-to changed')
  expect(said(await mei().presses(asking, 'Accept'))).toBe('Accepted: 1042-A is changed.')
  expect(card(await mei().types('/po shipto 1042-A')).body).toContain('Elsewhere 1')
  expect(said(await mei().presses(asking, 'Accept'))).toBe('Mei has accepted this already.')
})

test('a second change of the address is a message of its own, and a yes to the first is no yes to it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await change([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  const first = newest('ship-to changed')
  await change([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 2' } })
  expect(labels('ship-to changed')).toEqual(['', 'Accept Refuse'])
  expect(said(await mei().presses(first, 'Accept'))).toBe(
    'This is no longer requested from 1042-A. See its newest card.',
  )
  expect(said(await mei().presses(newest('ship-to changed'), 'Accept'))).toBe('Accepted: 1042-A is changed.')
})

test('fewer pieces are asked as a difference; with a yes the order is smaller', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BULB' }])
  await change([{ sku: 'LAMP', quantity: 1 }, { sku: 'BULB' }])
  expect(newest('quantities changed').summary).toBe('Thing LAMP: 1 instead of 3.')
  expect(quantities()).toEqual([3, 1])
  await mei().presses(newest('quantities changed'), 'Accept')
  await shop.bot.pump.idle()
  expect(quantities()).toEqual([1, 1])
  expect(labels('quantities changed')).toEqual([''])
})

test('refused, the supplier ships what it was asked for, and staff are told why', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 1 }])
  const form = await mei().presses(newest('quantities changed'), 'Refuse')
  expect(said(await mei().submits(form, { note: 'packed already' }))).toBe(
    'Refused: 1042-A stays as it was. The shop’s staff have been notified.',
  )
  await shop.bot.pump.idle()
  expect(quantities()).toEqual([3])
  expect(alert()?.summary).toBe('Lumen refused: Thing LAMP: 1 instead of 3. — packed already')
})

test('more pieces are not asked of who has the rest: they are open to be forwarded', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await change([{ sku: 'LAMP', quantity: 4 }])
  expect(alert()?.summary).toBe('The store changed its lines.')
  expect(alert()?.body).toBe('1 line of it is not with a supplier yet.')
  expect(said(await sam().types('/order forward 1042'))).toBe('1042-B went to Lumen.')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-B').lines?.[0]?.quantity).toBe(3)
})

test('when the store takes a change back, the question is taken back, and the old yes is refused', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 1 }])
  const old = newest('quantities changed')
  await change([{ sku: 'LAMP', quantity: 3 }])
  expect(labels('quantities changed')).toEqual([''])
  expect(said(await mei().presses(old, 'Accept'))).toBe('This is no longer requested from 1042-A. See its newest card.')
  expect(quantities()).toEqual([3])
})

test('what the store takes back is a message of its own, and the same asked again is another question', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  for (const quantity of [1, 3, 1]) await change([{ sku: 'LAMP', quantity }])
  expect(newest('a change is no longer requested').summary).toBe(
    'Ship 1042-A as you have it. You need not answer this any more: Thing LAMP: 1 instead of 3.',
  )
  expect(labels('quantities changed')).toEqual(['', 'Accept Refuse'])
  await mei().presses(newest('quantities changed'), 'Accept')
  await shop.bot.pump.idle()
  expect(quantities()).toEqual([1])
  expect(labels('a change is no longer requested')).toEqual([''])
})

test('the very same question is not asked twice when the store tells of the order again', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BOWL' }])
  await change([{ sku: 'LAMP', quantity: 1 }, { sku: 'BOWL' }])
  await change([
    { sku: 'LAMP', quantity: 1 },
    { sku: 'BOWL', quantity: 2 },
  ])
  expect(labels('quantities changed')).toEqual(['Accept Refuse'])
})

test('a line taken away whole cancels a purchase order that had nothing else', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await mei().types('/po acknowledge 1042-A')
  await change([{ sku: 'BOWL', externalId: 'line-2' }])
  await mei().presses(newest('quantities changed'), 'Accept')
  expect(await state()).toBe('cancelled')
})

test('fewer than are in parcels already cannot be; just as many finish it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  await change([{ sku: 'LAMP', quantity: 1 }])
  await mei().types('/tracking add 1042-A RX123456785CN lines:"LAMP x1" changed:as_before')
  expect(said(await mei().presses(newest('quantities changed'), 'Accept'))).toBe(
    '2 of Thing LAMP are in parcels already. Refuse the change instead.',
  )
  expect(await state()).toBe('partly_shipped')
  await change([{ sku: 'LAMP', quantity: 2 }])
  expect(said(await mei().presses(newest('quantities changed'), 'Accept'))).toBe('Accepted: 1042-A is changed.')
  expect(await state()).toBe('shipped')
})

test('a draft that no supplier has seen follows at once', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'POSTER, FRAME' })
  await shop.receive('1042', [{ sku: 'POSTER', quantity: 3 }, { sku: 'FRAME' }])
  await shop.ask('order.forward', { order: '1042' })
  await change([{ sku: 'POSTER', quantity: 1 }])
  shop.chat.openRoom('north')
  await sam().types('/supplier room North #north')
  await shop.bot.pump.idle()
  const lines = cardIn(shop.chat, 'north', 'Purchase order 1042-A').lines
  expect(lines?.map(line => [line.text, line.quantity, line.done])).toEqual([
    ['Thing POSTER', 1, false],
    ['Thing FRAME', 0, true],
  ])
})

test('what has shipped cannot follow, and staff are told so', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  await change([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  expect(asked('ship-to changed')).toEqual([])
  expect(alert()?.summary).toBe('The store changed its ship-to. 1042-A has shipped already, as it was before.')
  expect(alert()?.tone).toBe('bad')
})

test('a change that was still open when its store reported a parcel can only be refused', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await change([{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  const old = newest('ship-to changed')
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await shop.bot.pump.idle()
  expect(labels('ship-to changed')).toEqual(['Refuse'])
  expect(said(await mei().presses(old, 'Accept'))).toBe('1042-A has shipped already. Refuse the change instead.')
})

test('a payment or a total that changed asks nobody anything', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = shop.chat.messages.length
  await change([{ sku: 'LAMP' }], { financialStatus: 'partially_refunded', totalMinor: 1 })
  expect(shop.chat.messages).toHaveLength(before)
  expect(factsOf(cardIn(shop.chat, 'orders', 'Order 1042'))).toContain('partially_refunded')
})
