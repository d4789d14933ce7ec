import { expect, test } from 'vitest'
import { identifyOrder, readOrder } from '../../src/integrations/shopify/read.ts'
import { walkOrders } from '../../src/integrations/shopify/walk.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aStore } from './a-store.ts'
import { bodyOf } from './fake/bodies.ts'

const LONG_AGO = new Date(0)

/** All that a walk brings, and how many orders were read whole for it. */
async function walk(store: Awaited<ReturnType<typeof aStore>>, known: ReadonlySet<string> = new Set()) {
  const orders: IncomingOrder[] = []
  await walkOrders(store.admin, {
    since: LONG_AGO,
    until: new Date(),
    news: async listed => new Set(listed.map(({ externalId }) => externalId).filter(id => !known.has(id))),
    page: async reported =>
      void orders.push(...reported.flatMap(one => ('order' in one ? [one.order as IncomingOrder] : []))),
  })
  return orders
}

test('an order that was read at the store says what its webhook would have said, to the cent', async () => {
  const store = await aStore()
  const order = store.shop.place({
    name: '#1042',
    lines: [
      { sku: 'LAMP', quantity: 3, price: 1_999, discount: 500, tax: 250 },
      { sku: null, title: 'Card' },
    ],
  })
  const [lamp] = order.lines
  if (!lamp) throw new Error('no line')
  order.note = 'Ring twice'
  store.shop.refund(order, { cents: 1_999, lines: [{ lineItemId: lamp.id, quantity: 1 }], note: null, notify: false })
  const [read] = await walk(store)
  const body = bodyOf(order)
  const told = readOrder(body, store.shop.domain)
  // Only an order that was read whole says its risk; a webhook of its own tells that.
  expect(read).toEqual({ ...told, risk: 'low' })
  expect(identifyOrder(body)?.externalId).toBe(read?.externalId)
})

test('an order of more lines than a page is read to its last line', async () => {
  const store = await aStore()
  store.shop.place({ lines: Array.from({ length: 95 }, (_, at) => ({ sku: `SKU-${at}` })) })
  const [read] = await walk(store)
  expect(read?.lines.map(({ sku }) => sku)).toEqual(Array.from({ length: 95 }, (_, at) => `SKU-${at}`))
})

test('of 250 orders each comes once, and those that are here cost no reading', async () => {
  const store = await aStore()
  const placed = Array.from({ length: 250 }, () => store.shop.place())
  const known = new Set(placed.slice(0, 240).map(({ legacyResourceId }) => String(legacyResourceId)))
  const read = await walk(store, known)
  expect(read.map(({ externalId }) => externalId).sort()).toEqual(
    placed
      .slice(240)
      .map(({ legacyResourceId }) => String(legacyResourceId))
      .sort(),
  )
  expect(store.shop.calls.filter(field => field === 'order')).toHaveLength(10)
})
