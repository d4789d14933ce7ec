import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { orders } from '../../src/orders/tables.ts'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { changes, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { DOORS, type Sold, send } from './doors.ts'

const shop = aShop()
const lamp = { sku: 'LAMP', title: 'Lamp', price: 10_000, pieces: 2 }
const bowl = { sku: 'BOWL', title: 'Bowl', price: 2_000, pieces: 1 }
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const po = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
const state = async (number: string) => {
  const [row] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return row && purchaseOrderState(row)
}

let delivery = 0
async function tell(topic: string, over: Partial<Sold> = {}): Promise<string> {
  const at = new Date(Date.UTC(2026, 4, 1, 15, 0, ++delivery)).toISOString()
  const headers = { 'X-Shopify-Topic': topic, 'X-Shopify-Webhook-Id': at, 'X-Shopify-Triggered-At': at }
  return DOORS.webhook(shop.bot.ask, { number: '1042', status: 'paid', lines: [lamp, bowl], ...over }, headers)
}
async function deleted(id = '6123456711042'): Promise<string> {
  const headers = { 'X-Shopify-Topic': 'orders/delete', 'X-Shopify-Webhook-Id': `delete ${++delivery}` }
  const answer = await send(shop.bot.ask, { id }, headers)
  await shop.bot.pump.idle()
  return answer
}
async function forwarded(): Promise<void> {
  await tell('orders/create')
  await shop.ask('order.forward', { order: '1042' })
  await mei().types('/po acknowledge 1042-A')
  await shop.bot.pump.idle()
}

async function refused(): Promise<void> {
  const form = await mei().presses(cardIn(shop.chat, 'lumen', '1042-A: please cancel'), 'Refuse')
  expect(said(await mei().submits(form, { note: 'it is packed' }))).toContain('Refused')
}

test('suppliers of an order that its store deleted are asked to stop, with a clock, and nobody calls it late', async () => {
  await forwarded()
  expect(await deleted()).toBe('200 updated')
  expect(po().summary).toMatch(/^Do not ship: cancellation asked\./)
  expect(cardIn(shop.chat, 'lumen', '1042-A: please cancel').summary).toBe(
    'The shop deleted this order in its store. Please do not ship it.',
  )
  // Casa had not said yes: it is taken back at once.
  expect(await state('1042-B')).toBe('cancelled')
  expect(cardIn(shop.chat, 'casa', '1042-B is cancelled').summary).toContain('Please do not ship it.')
  expect(cardIn(shop.chat, 'alerts', 'Order 1042 was deleted in the store').summary).toBe(
    '1042-A is with Lumen and not shipped. The supplier was asked to stop. 1 piece of it waits here. ' +
      'Waybill keeps it on hold. Cancel it, or release it if it should be sent all the same.',
  )
  shop.bot.wait(30 * 86_400_000)
  await shop.ask('late.sweep')
  await shop.ask('case.escalate')
  await shop.bot.pump.idle()
  const open = await shop.database.db.select({ kind: cases.kind }).from(cases)
  expect(open).toEqual([{ kind: 'change' }])
  await mei().presses(cardIn(shop.chat, 'lumen', '1042-A: please cancel'), 'Accept')
  expect(await state('1042-A')).toBe('cancelled')
  expect(said(await sam().types('/order forward 1042'))).toContain('deleted in the store')
})

test('a deletion that is sent again asks nobody again, and what the supplier refused stays refused', async () => {
  await forwarded()
  await deleted()
  await refused()
  expect(await deleted()).toBe('200 unchanged')
  expect(await shop.database.db.$count(changes)).toBe(1)
})

test('an order that its store deleted before we heard of it does not come in afterwards', async () => {
  expect(await deleted()).toBe('200 unchanged')
  expect(await tell('orders/create')).toBe('200 unchanged')
  expect(await shop.database.db.$count(orders)).toBe(0)
})

test('an order that staff release all the same goes on: its supplier is late again if it does not ship', async () => {
  await forwarded()
  await deleted()
  await refused()
  await sam().types('/order release 1042')
  shop.bot.wait(30 * 86_400_000)
  await shop.ask('late.sweep')
  const late = await shop.database.db.select({ kind: cases.kind }).from(cases).where(eq(cases.kind, 'late'))
  expect(late).toHaveLength(1)
})

test('a supplier reads on its card that the store counts its pieces as shipped, and is asked, until it says', async () => {
  await forwarded()
  await tell('orders/updated', { lines: [{ ...lamp, done: true }, bowl] })
  await shop.bot.pump.idle()
  expect(po().tone).toBe('warning')
  expect(po().summary).toMatch(
    /^Did you ship this already\? The shop’s store says that 2 pieces were shipped, but no parcel here contains them\./,
  )
  expect(cardIn(shop.chat, 'casa', 'Purchase order 1042-B').summary).not.toContain('Did you ship')
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
  expect(po().summary).not.toContain('Did you ship')
})
