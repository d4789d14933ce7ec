import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { orderView } from '../../src/order-desk/order-view.ts'
import { standings } from '../../src/order-desk/standings.ts'
import { orderState } from '../../src/order-desk/words.ts'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const later = () => ({ updatedAt: new Date(shop.bot.now().getTime() + 60_000) })
const sam = () => shop.bot.as('Sam', 'orders')

/** How each order stands, by its number: on its card, and in a list. */
async function told(): Promise<readonly (readonly [string, string, string])[]> {
  const { db } = shop.database
  const all = await db.select().from(orders).orderBy(asc(orders.number))
  const rows = []
  for (const { id, number } of all) {
    const [listed] = await standings(db, eq(orders.id, id), { where: undefined, orderBy: [], limit: 1 })
    rows.push([number, orderState(await orderView(db, id)).words, listed ? orderState(listed).words : ''] as const)
  }
  return rows
}

test('a list says of an order what its card says, whatever became of its lines', async () => {
  await shop.ask('supplier.sku', { supplier: 'Casa', skus: 'VASE-*, ÉTUI' })
  await shop.receive('1001', [{ sku: 'VASE-7' }, { sku: 'étui' }])
  await shop.receive('1002', [{ sku: 'VASE' }])
  await shop.receive('1003', [{ sku: 'VASE_7' }, { sku: 'LAMP' }])
  await shop.receive('1004', [{ sku: 'LAMP', quantity: 2 }])
  await shop.receive('1004', [{ sku: 'LAMP', quantity: 2, fulfilled: 2 }], later())
  await shop.receive('1005', [{ sku: 'LAMP', quantity: 2, fulfilled: 1 }])
  await shop.forwarded('1006', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.ask('po.decline', { purchaseOrder: '1006-A', reason: 'inventory_out_of_stock' })
  await shop.forwarded('1007', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1007-A', number: UPS })
  await shop.receive('1007', [{ sku: 'LAMP', fulfilled: 1 }], later())
  await shop.forwarded('1008', [{ sku: 'LAMP' }])
  await shop.ask('order.cancel', { order: '1008' })
  await shop.forwarded('1009', [{ sku: 'LAMP' }])
  await shop.ask('po.acknowledge', { purchaseOrder: '1009-A' })
  await shop.ask('order.cancel', { order: '1009' })
  await shop.receive('1010', [{ sku: 'LAMP' }])
  await shop.ask('order.hold', { order: '1010' })
  const rows = await told()
  expect(rows.map(([number, , listed]) => [number, listed])).toEqual(rows.map(([number, shown]) => [number, shown]))
  expect(Object.fromEntries(rows.map(([number, , listed]) => [number, listed]))).toMatchObject({
    1001: 'New: not forwarded yet',
    1002: 'Needs routing: 1 line that nobody supplies',
    1003: 'Needs routing: 1 line that nobody supplies',
    1004: 'Nothing left to ship',
    1005: 'New: not forwarded yet',
    1006: 'Needs routing: 1 line that was declined',
    1007: 'Shipped',
    1008: 'Cancelled',
    1009: 'Cancelled, if the supplier agrees: 1009-A',
  })
  await shop.ask('tracking.remove', { purchaseOrder: '1007-A', shipment: UPS })
  const after = await told()
  expect(after.map(([number, , listed]) => [number, listed])).toEqual(after.map(([number, shown]) => [number, shown]))
})

test('what is done is not open, and is still found among the forwarded', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  expect(said(await sam().types('/order list'))).toBe('1 open order.')
  expect(card(await sam().types('/order list forwarded')).lines?.map(({ text }) => text)).toEqual([
    '1042 · Shipped',
    '1041 · Sent, not acknowledged yet',
  ])
})
