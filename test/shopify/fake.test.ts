import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { document } from '../../src/integrations/shopify/admin/document.ts'
import { FULFIL, type FulfilmentInput } from '../../src/integrations/shopify/admin/documents/fulfilments.ts'
import { isSigned } from '../../src/kernel/ground/signature.ts'
import { aStore } from './a-store.ts'
import type { FulfillmentOrder } from './fake/fulfillment-order.ts'
import type { FakeOrder } from './fake/order.ts'

/** A parcel with these pieces of fulfilment orders; all that remains where none are named. */
const parcel = (of: readonly FulfillmentOrder[], quantity?: number): { fulfillment: FulfilmentInput } => ({
  fulfillment: {
    notifyCustomer: true,
    trackingInfo: { company: 'YunExpress', numbers: ['YT1'] },
    lineItemsByFulfillmentOrder: of.map(one => ({
      fulfillmentOrderId: one.id,
      fulfillmentOrderLineItems: quantity ? one.lines.map(({ id }) => ({ id, quantity })) : [],
    })),
  },
})

test('what is fulfilled twice ships twice, and its customer is mailed twice', async () => {
  const { shop, admin } = await aStore()
  const order = shop.place({ lines: [{ quantity: 5 }] })
  await admin.change(FULFIL, parcel(order.toFulfil, 2))
  await admin.change(FULFIL, parcel(order.toFulfil, 2))
  expect([order.live.length, order.displayFulfillmentStatus, shop.mails.length]).toEqual([2, 'PARTIALLY_FULFILLED', 2])
  await expect(admin.change(FULFIL, parcel(order.toFulfil, 2))).rejects.toThrow(
    'Invalid fulfillment order line item quantity',
  )
  await admin.change(FULFIL, parcel(order.toFulfil))
  expect(order.displayFulfillmentStatus).toBe('FULFILLED')
  await expect(admin.change(FULFIL, parcel(order.toFulfil))).rejects.toThrow('unfulfillable status= closed')
})

test('one parcel is of one order and one location, and of nothing that is held', async () => {
  const { shop, admin } = await aStore()
  const order = shop.place({ lines: [{ at: 'Warehouse' }, { at: 'Casa' }] })
  const another = shop.place()
  await expect(admin.change(FULFIL, parcel(order.toFulfil))).rejects.toThrow('the same location')
  const both = [order, another].flatMap(({ toFulfil }) => toFulfil.slice(0, 1))
  await expect(admin.change(FULFIL, parcel(both))).rejects.toThrow('the same order')
  shop.merchant.hold(another.toFulfil[0] as FulfillmentOrder)
  await expect(admin.change(FULFIL, parcel(another.toFulfil))).rejects.toThrow('unfulfillable status= on_hold')
})

test('a cancelled fulfilment puts its pieces where they can be fulfilled again', async () => {
  const { shop } = await aStore()
  const [whole, part] = [shop.place(), shop.place({ lines: [{ quantity: 3 }] })]
  shop.merchant.cancelFulfillment(shop.merchant.fulfil(whole))
  expect(whole.toFulfil.map(({ status }) => status)).toEqual(['CLOSED', 'OPEN'])
  const one = new Map(part.lines.map(line => [line, 1]))
  shop.merchant.cancelFulfillment(shop.merchant.fulfil(part, { pieces: one }))
  expect(part.toFulfil.map(({ lines }) => lines[0]?.remainingQuantity)).toEqual([3])
})

const REFUND = '$input: RefundInput!) { refundCreate(input: $input)'
const ANSWERED = '{ refund { id } userErrors { field message } } }'
const input = ({ id, saleId }: FakeOrder, amount: string) => ({
  orderId: id,
  transactions: [{ orderId: id, parentId: saleId, kind: 'REFUND', gateway: 'shopify_payments', amount }],
})

test('money goes back only under a key, once under each, and never under the same for something else', async () => {
  const { shop, admin } = await aStore()
  const order = shop.place()
  const bare = document<unknown, { input: unknown }>(`mutation (${REFUND} ${ANSWERED}`)
  await expect(admin.change(bare, { input: input(order, '4.00') })).rejects.toThrow('@idempotent directive is required')
  const keyed = document<unknown, { input: unknown; key: string }>(
    `mutation ($key: String!, ${REFUND} @idempotent(key: $key) ${ANSWERED}`,
  )
  const first = await admin.change(keyed, { input: input(order, '4.00'), key: 'k1' })
  expect(await admin.change(keyed, { input: input(order, '4.00'), key: 'k1' })).toEqual(first)
  await expect(admin.change(keyed, { input: input(order, '5.00'), key: 'k1' })).rejects.toThrow('other parameters')
  await expect(admin.change(keyed, { input: input(order, '99.00'), key: 'k2' })).rejects.toThrow(
    'greater than net payment',
  )
  expect(order.refunded.map(({ cents }) => cents)).toEqual([400])
})

test('the search shows what is new only after a while', async () => {
  const { shop, admin } = await aStore()
  const since = document<{ orders: { nodes: { name: string }[] }; ordersCount: { count: number } }, { q: string }>(
    'query ($q: String!) { orders(first: 10, query: $q, sortKey: UPDATED_AT) { nodes { name } } ordersCount(query: $q) { count precision } }',
  )
  shop.index.lag = 8_000
  const [early] = [shop.place({ name: '#1' }), shop.place({ name: '#2' })]
  const q = `updated_at:>='${early.updatedAt}'`
  expect((await admin.ask(since, { q })).orders.nodes).toEqual([])
  shop.clock.pass(9_000)
  expect(await admin.ask(since, { q })).toMatchObject({
    orders: { nodes: [{ name: '#1' }, { name: '#2' }] },
    ordersCount: { count: 2 },
  })
})

test('a webhook is signed, comes again with the body it had, and is no longer sent after eight failures', async () => {
  const { shop } = await aStore()
  const got: { body: string; signed: boolean; topic: unknown }[] = []
  let status = 503
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const signature = request.headers['x-shopify-hmac-sha256']
    const signed = isSigned(Buffer.from(body), String(signature), [shop.app.clientSecret])
    got.push({ body, signed, topic: request.headers['x-shopify-topic'] })
    response.writeHead(status).end()
  })
  await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
  shop.webhooks.reach('https://waybill.example', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  shop.webhooks.subscribe('ORDERS_CREATE', 'https://waybill.example/webhooks/shopify')
  const order = shop.place()
  await shop.webhooks.deliver()
  shop.merchant.cancelOrder(order)
  status = 200
  expect(await shop.webhooks.deliver()).toEqual([200])
  expect(got[1]).toEqual(got[0])
  expect([got[0]?.signed, got[0]?.topic, JSON.parse(got[0]?.body ?? '').cancelled_at]).toEqual([
    true,
    'orders/create',
    null,
  ])
  status = 500
  shop.place()
  for (let time = 0; time < 8; time++) await shop.webhooks.deliver()
  expect([shop.webhooks.subscriptions, shop.webhooks.waiting]).toEqual([[], []])
  server.close()
})

test('an app that may not know customers is shown none', async () => {
  const { shop, admin } = await aStore()
  const who = document<unknown, { id: string }>(
    'query ($id: ID!) { order(id: $id) { name email shippingAddress { city } } }',
  )
  const { id } = shop.place({ name: '#7' })
  expect(await admin.ask(who, { id })).toEqual({
    order: { name: '#7', email: 'hana@example.com', shippingAddress: { city: 'Boston' } },
  })
  shop.app.seesCustomers = false
  expect(await admin.ask(who, { id })).toEqual({ order: { name: '#7', email: null, shippingAddress: null } })
})
