import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import type { CarrierEvent } from '../../src/kernel/shapes/storefront.ts'
import { aLink } from './a-link.ts'
import type { FulfillmentOrder } from './fake/fulfillment-order.ts'
import { numberOf } from './fake/ids.ts'
import type { OrderTold } from './fake/place-order.ts'

async function anOrder(
  told: OrderTold = {
    lines: [
      { sku: 'LAMP', quantity: 2 },
      { sku: 'PDF', requiresShipping: false },
    ],
  },
) {
  const opened = await aLink()
  const order = opened.shop.place(told)
  return {
    ...opened,
    order,
    id: numberOf(order.id),
    changes: () => opened.shop.calls.filter(call => /[a-z](Create|Cancel|Hold|Deadline)$/.test(call)),
  }
}
const YEN = { code: 'JPY', rate: 150, digits: 0 }

test('the store knows by when to ship, and is told once', async () => {
  const { storefront, link, order, id, changes } = await anOrder()
  const shipBy = new Date('2026-11-09T17:00:00.500Z')
  await storefront.setDeadline(link, id, shipBy)
  await storefront.setDeadline(link, id, shipBy)
  expect(order.toFulfil.map(({ fulfillBy }) => fulfillBy)).toEqual(['2026-11-09T17:00:00Z', null])
  expect(changes()).toHaveLength(1)
})

test('a hold of ours stops the store once, and its release leaves the holds of others', async () => {
  const { shop, storefront, link, order, id } = await anOrder({ lines: [{}] })
  const [waiting] = order.toFulfil as [FulfillmentOrder]
  shop.merchant.hold(waiting, 'HIGH_RISK_OF_FRAUD')
  const reason = { reason: 'incorrect_address', note: 'No such street' } as const
  shop.loseReply('fulfillmentOrderHold')
  await expect(storefront.hold(link, id, reason)).rejects.toBeInstanceOf(Unsure)
  await storefront.hold(link, id, reason)
  expect(waiting.fulfillmentHolds.map(({ reason, handle }) => [reason, handle])).toEqual([
    ['HIGH_RISK_OF_FRAUD', ''],
    ['INCORRECT_ADDRESS', 'waybill'],
  ])
  await storefront.release(link, id)
  await storefront.release(link, id)
  expect([waiting.status, waiting.fulfillmentHolds.map(({ app }) => app)]).toEqual(['ON_HOLD', [null]])
})

test('what a carrier said is passed on once, so that no customer is mailed twice; Shopify’s own carriers are left to it', async () => {
  const { shop, storefront, link, order } = await anOrder({ lines: [{}] })
  const made = shop.merchant.fulfil(order, { tracking: { number: 'YT1' }, notify: true })
  const event: CarrierEvent = {
    ...{
      fulfilment: numberOf(made.id),
      carrier: { code: 'yunexpress', name: 'YunExpress' },
      status: 'delivered' as const,
    },
    ...{ at: new Date('2026-11-03T09:30:00.250Z'), message: 'Left at the door', city: 'Boston', country: 'US' },
  }
  shop.loseReply('fulfillmentEventCreate')
  await expect(storefront.addEvent(link, event)).rejects.toBeInstanceOf(Unsure)
  await storefront.addEvent(link, event)
  // Its carrier puts the hour right.
  await storefront.addEvent(link, { ...event, at: new Date('2026-11-03T11:30:00Z') })
  await storefront.addEvent(link, { ...event, carrier: { code: 'ups', name: 'UPS' }, status: 'in_transit' })
  expect(made.happened).toMatchObject([{ status: 'DELIVERED', happenedAt: '2026-11-03T09:30:00Z', city: 'Boston' }])
  expect(shop.mails.map(({ about }) => about)).toEqual(['shipped', 'delivered'])
})

test('a refund is offered in the customer’s own currency, and given back once though its reply is lost', async () => {
  const { shop, storefront, link, order, id } = await anOrder({
    lines: [{ price: 2_000, quantity: 2 }],
    presentment: YEN,
    shippingPrice: 500,
  })
  const lines = [{ line: numberOf(order.lines[0]?.id ?? ''), quantity: 1 }]
  const offered = await storefront.offerRefund(link, { order: id, lines, shipping: true })
  expect(offered).toMatchObject({
    price: { minor: 3_750, currency: 'JPY' },
    own: { minor: 2_500, currency: 'USD' },
    most: { minor: 6_750, currency: 'JPY' },
    shippingMinor: 750,
  })
  const ten = await storefront.offerRefund(link, { order: id, lines: [], shipping: false, amountMinor: 1_000 })
  expect([ten.price, ten.own]).toEqual([
    { minor: 1_500, currency: 'JPY' },
    { minor: 1_000, currency: 'USD' },
  ])
  const refund = {
    order: id,
    id: randomUUID(),
    key: 'k0',
    terms: JSON.parse(JSON.stringify(offered.terms)),
    note: 'Broken',
    notify: true,
  }
  shop.loseReply('refundCreate')
  await expect(storefront.refund(link, refund)).rejects.toBeInstanceOf(Unsure)
  const made = await storefront.refund(link, { ...refund, key: 'k1' })
  expect(order.refunded.map(one => [{ id: numberOf(one.id) }, one.cents])).toEqual([[made, 2_500]])
  expect(shop.mails).toHaveLength(1)
})

test('an amount of money alone is given back, and never more than was paid', async () => {
  const { storefront, link, order, id } = await anOrder({ lines: [{ price: 2_000 }], shippingPrice: 0 })
  const asked = (amountMinor: number) =>
    storefront.offerRefund(link, { order: id, lines: [], shipping: false, amountMinor })
  const { terms, price } = await asked(750)
  await storefront.refund(link, { order: id, id: 'r1', key: 'k1', terms, note: '', notify: false })
  expect([price, order.refundedCents]).toEqual([{ minor: 750, currency: 'USD' }, 750])
  await expect(asked(1_251)).rejects.toThrow('only USD 12.50 is left')
  const twice = await asked(1_250)
  await storefront.refund(link, { order: id, id: 'r2', key: 'k2', terms: twice.terms, note: '', notify: false })
  const more = { order: id, id: 'r3', key: 'k3', terms: twice.terms, note: '', notify: false }
  expect(await storefront.refund(link, more)).toEqual({
    declined: expect.stringContaining('Shopify doesn’t refund this'),
  })
})

test('an order is cancelled once, whichever reply is lost, and what can’t be cancelled is said', async () => {
  const { shop, storefront, link, order, id } = await anOrder({ lines: [{}] })
  const asked = { order: id, reason: 'inventory', refund: true, notify: true, note: 'Sold out' } as const
  shop.loseReply('orderCancel')
  await expect(storefront.cancel(link, asked)).rejects.toBeInstanceOf(Unsure)
  for (const job of shop.jobs.values()) job.finish()
  await storefront.cancel(link, asked)
  expect([order.cancelReason, order.refundedCents, shop.mails.length]).toEqual(['INVENTORY', order.total, 1])
  const open = shop.place()
  await storefront.cancel(link, { ...asked, order: numberOf(open.id) })
  expect(open.cancelledAt).not.toBeNull()
  const gone = shop.place()
  shop.merchant
    .fulfil(gone)
    .happened.push({ id: 'e', status: 'DELIVERED', happenedAt: gone.createdAt, createdAt: gone.createdAt })
  await expect(storefront.cancel(link, { ...asked, order: numberOf(gone.id) })).rejects.toThrow(
    'Shopify doesn’t cancel it',
  )
})
