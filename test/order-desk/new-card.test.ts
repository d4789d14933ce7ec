import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { messages } from '../../src/kernel/ground/tables.ts'
import { orderCard } from '../../src/order-desk/order-card.ts'
import { orderView } from '../../src/order-desk/order-view.ts'
import { findOrderId } from '../../src/orders/load-order.ts'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()

type Told = Parameters<typeof shop.receive>
const refund = {
  ...{ externalId: 'r1', at: null, amountMinor: 500, shippingMinor: 0, currency: null },
  lines: [{ line: 'line-1', quantity: 1, amountMinor: 500 }],
}

test.each<[string, Told[1], Told[2]?]>([
  ['of two suppliers', [{ sku: 'LAMP' }, { sku: 'BOWL', quantity: 3, options: 'Blue' }]],
  ['of which the store shipped some itself', [{ sku: 'LAMP', quantity: 3, fulfilled: 2 }]],
  ['that nobody supplies', [{ sku: 'NOBODY' }, { sku: null }]],
  ['with a note', [{ sku: 'lamp' }], { note: 'Ring twice', method: null }],
  ['that is not paid', [{ sku: 'LAMP' }], { financialStatus: 'pending' }],
  ['with a risk', [{ sku: 'LAMP' }], { risk: 'high', cashOnDelivery: true, language: 'sv' }],
  ['with a refund', [{ sku: 'LAMP', quantity: 2 }], { refunds: [refund] }],
])('the card of a new order %s, drawn from what was just written, shows what its rows say', async (_, lines, over) => {
  await shop.receive('1042', lines, over)
  const { db } = shop.database
  const id = await findOrderId(db, '1042')
  const { buttons = [], rest, ...card } = orderCard(await orderView(db, id))
  const [shown] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.kind, 'order'), eq(messages.subject, id)))
  expect(shown?.card).toMatchObject(JSON.parse(JSON.stringify(card)))
  expect(shown?.card.presses.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label))
})
