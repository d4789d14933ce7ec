import { expect, test } from 'vitest'
import { aFolder, type Files } from './a-rehearsal.ts'

const shop = aFolder()

/** Orders and items in the shape in which Olist publishes them. */
function published(orders: readonly string[], items: readonly string[]): Files {
  const ofOrders =
    'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date'
  const ofItems = 'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value'
  return {
    'olist_orders_dataset.csv': [ofOrders, ...orders, ''].join('\n'),
    'olist_order_items_dataset.csv': [ofItems, ...items, ''].join('\n'),
    'olist_sellers_dataset.csv': 'seller_id,seller_zip_code_prefix,seller_city,seller_state\n',
  }
}

const files = published(
  [
    'a,c1,delivered,2026-03-02 10:00:00,2026-03-02 10:15:00,2026-03-04 09:00:00,2026-03-09 12:00:00,2026-03-20 00:00:00',
    'b,c2,delivered,2026-03-02 10:00:00,2026-03-02 10:15:00,2026-03-06 10:15:00,2026-03-09 12:00:00,2026-03-20 00:00:00',
    'c,c3,shipped,2026-03-02 10:00:00,2026-03-02 10:15:00,2026-03-06 10:15:01,,2026-03-20 00:00:00',
    'd,c4,canceled,2026-03-02 10:00:00,,,,2026-03-20 00:00:00',
    'e,c5,processing,2026-03-02 10:00:00,2026-03-03 18:00:00,,,2026-03-20 00:00:00',
    'f,c6,unavailable,2026-03-05 10:00:00,2026-03-05 10:15:00,,,2026-03-20 00:00:00',
    'g,c7,canceled,2026-03-02 10:00:00,2026-03-02 10:15:00,,,2026-03-20 00:00:00',
  ],
  [
    'a,1,p1,lua,2026-03-06 10:15:00,21.99,11.85',
    'a,2,p1,lua,2026-03-06 10:15:00,21.99,11.85',
    'a,3,p2,sol,2026-03-03 10:15:00,9.00,3.10',
    'b,1,p1,lua,2026-03-06 10:15:00,21.99,11.85',
    'c,1,p1,lua,2026-03-06 10:15:00,21.99,11.85',
    'd,1,p2,sol,2026-03-06 10:15:00,9.00,3.10',
    'e,1,p2,sol,2026-03-06 10:15:00,9.00,3.10',
    'g,1,p2,sol,2028-02-05 03:30:51,9.00,3.10',
  ],
)

test('of Olist’s folder each seller’s orders come out as they were: on time to the second, late, never', async () => {
  const { all, suppliers } = await shop.figures(files)
  expect(all).toMatchObject({ orders: 7, 'on time': 2, late: 2, never: 3, open: 0, calledOff: 1 })
  expect(
    suppliers.map(({ supplier, orders, 'on time': onTime, late, never }) => [supplier, orders, onTime, late, never]),
  ).toEqual([
    ['sol', 4, 0, 1, 3],
    ['lua', 3, 2, 1, 0],
  ])
})

test('it comes out the same in whatever zone its times are read', async () => {
  const here = await shop.figures(files)
  const there = await shop.figures(files, '--zone', 'America/Sao_Paulo')
  expect(there.all).toEqual(here.all)
  expect(there.rules).toEqual(here.rules)
})

test('a seller is asked when the payment is approved, and where that is not told, when the order was placed', async () => {
  const { orders } = await shop.history(files)
  const asked = new Map(orders.map(({ order, standing }) => [order, standing.sentAt?.toISOString().slice(0, 16)]))
  expect([asked.get('e'), asked.get('d')]).toEqual(['2026-03-03T18:00', '2026-03-02T10:00'])
})

test('an item of an order that the other file lacks stops the rehearsal, by file and line', async () => {
  const [orders = [], items = []] = [[], ['x,1,p1,lua,2026-03-06 10:15:00,1.00,1.00']]
  await expect(shop.history(published(orders, items))).rejects.toThrow(
    'olist_order_items_dataset.csv, line 2, “order_id”: There is no such order in olist_orders_dataset.csv.',
  )
})
