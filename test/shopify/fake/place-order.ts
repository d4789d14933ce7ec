import { FulfillmentOrder, FulfillmentOrderLine } from './fulfillment-order.ts'
import { Line, type LineTold } from './line.ts'
import type { Presentment } from './money.ts'
import { type Address, FakeOrder } from './order.ts'
import type { FakeShop } from './shop.ts'

export type OrderTold = {
  name?: string
  lines?: readonly LineTold[]
  email?: string | null
  address?: Address | null
  financialStatus?: string
  presentment?: Presentment
  shippingPrice?: number
}

const HANA: Address = {
  name: 'Hana Sato',
  firstName: 'Hana',
  lastName: 'Sato',
  address1: '12 Bay Street',
  city: 'Boston',
  province: 'Massachusetts',
  provinceCode: 'MA',
  zip: '02110',
  countryCodeV2: 'US',
}

/** A customer orders; each location gets a fulfilment order, and another for what needs no shipping. */
export function placeOrder(shop: FakeShop, told: OrderTold & { name: string }): FakeOrder {
  const order = new FakeOrder({
    id: shop.ids.next('Order'),
    name: told.name,
    createdAt: shop.clock.stamp(),
    currency: shop.currency,
    presentment: told.presentment ?? { code: shop.currency, rate: 1, digits: 2 },
    email: told.email === undefined ? 'hana@example.com' : told.email,
    address: told.address === undefined ? HANA : told.address,
    financialStatus: told.financialStatus ?? 'PAID',
    shippingPrice: told.shippingPrice ?? 500,
    saleId: shop.ids.next('OrderTransaction'),
  })
  const lines = (told.lines ?? [{}]).map(one => ({
    line: new Line(shop.ids.next('LineItem'), order, one),
    at: one.at ?? 'Warehouse',
  }))
  order.lines = lines.map(({ line }) => line)
  for (const group of Map.groupBy(lines, ({ line, at }) => `${at} ${line.requiresShipping}`).values()) {
    const waiting = group.map(
      ({ line }) => new FulfillmentOrderLine(shop.ids.next('FulfillmentOrderLineItem'), line, line.quantity),
    )
    const at = shop.location(group[0]?.at ?? '')
    order.toFulfil.push(new FulfillmentOrder(shop.ids.next('FulfillmentOrder'), order, at, waiting))
  }
  shop.orders.set(order.id, order)
  shop.index.note(order)
  shop.webhooks.emit('ORDERS_CREATE', order)
  return order
}
