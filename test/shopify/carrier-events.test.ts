import { expect, test } from 'vitest'
import { system } from '../stage/bot.ts'
import { cardIn } from '../stage/shop.ts'
import { factsOf, textOf } from '../stage/text-of.ts'
import { aConnectedShop } from './a-connected-shop.ts'
import { createEvent } from './fake/fulfilling.ts'
import type { FakeOrder } from './fake/order.ts'
import { headerOf } from './fake/webhooks.ts'

const stage = aConnectedShop()
const UPS = '1Z999AA10123456784'
const sam = () => stage.bot.as('Sam', 'orders')
const hoursAgo = (hours: number) =>
  `${new Date(stage.bot.now().getTime() - hours * 3_600_000).toISOString().slice(0, 19)}Z`

async function shipped(numbers: Readonly<Record<string, string>>): Promise<FakeOrder> {
  const { shop } = stage.shopify
  shop.webhooks.subscribe('FULFILLMENT_EVENTS_CREATE', 'https://waybill.example/webhooks/shopify')
  const order = shop.place({ name: '#1042', lines: [{ sku: 'LAMP', quantity: Object.keys(numbers).length }] })
  await stage.arrive(order)
  await stage.bot.ask('order.forward', { order: '1042' }, system)
  for (const [number, carrier] of Object.entries(numbers))
    await stage.bot.ask(
      'tracking.add',
      { purchaseOrder: '1042-A', number, carrier, lines: 'LAMP x1', sure: 'yes' },
      system,
    )
  await stage.idle()
  return order
}

/** What Shopify has to say since arrives, as often as it is sent. */
async function arrives(): Promise<void> {
  for (const { subscription, body } of stage.shopify.shop.webhooks.waiting.splice(0))
    for (let time = 0; time < 2; time += 1)
      expect(await stage.arrive(JSON.parse(body), headerOf(subscription.topic))).toBe(200)
  await stage.idle()
}

const says = (order: FakeOrder, status: string, hours: number, message = '') =>
  createEvent(stage.shopify.shop, {
    ...{ fulfillmentId: order.live[0]?.id ?? '', status, message, happenedAt: hoursAgo(hours) },
  })
const parcels = async () => textOf(await sam().types('/tracking list 1042-A'))

test('Shopify asks UPS itself: the first scan and the delivery of our parcel come from there', async () => {
  const order = await shipped({ [UPS]: 'UPS' })
  says(order, 'LABEL_PRINTED', 9)
  await arrives()
  expect(await parcels()).not.toMatch(/First scan/i)
  says(order, 'CARRIER_PICKED_UP', 5, 'Picked up in Ningbo')
  says(order, 'DELIVERED', 1, 'Left at the front door')
  says(order, 'IN_TRANSIT', 3, 'On its way')
  await arrives()
  expect(await parcels()).toMatch(/Left at the front door/)
  expect(factsOf(cardIn(stage.chat, 'lumen', 'Purchase order 1042-A'))).toMatch(/Delivered/)
  // What it said is not said to it again, and its customer is mailed once.
  expect(order.live[0]?.happened.filter(({ status }) => status === 'DELIVERED')).toHaveLength(1)
  expect(stage.shopify.shop.mails.filter(({ about }) => about === 'delivered')).toHaveLength(1)
})

test('what we told Shopify of a carrier it does not ask comes back, and is not taken for the carrier’s word', async () => {
  await shipped({ BIKE7: 'other: Bike' })
  await sam().types('/tracking scanned 1042-A BIKE7')
  await stage.idle()
  await arrives()
  expect(await parcels()).not.toMatch(/says|carrier_picked_up/i)
})

test('an event is of the parcel in its fulfilment alone, and of none that is not ours', async () => {
  const order = await shipped({ [UPS]: 'UPS', '1Z999AA10123456793': 'UPS' })
  expect(order.live).toHaveLength(2)
  says(order, 'DELIVERED', 1)
  await arrives()
  expect((await parcels()).match(/Delivered/g)).toHaveLength(1)
  expect(
    await stage.arrive(
      { id: 1, order_id: 999, fulfillment_id: 999, status: 'delivered', happened_at: hoursAgo(1) },
      'fulfillment_events/create',
    ),
  ).toBe(200)
  expect(await stage.arrive({ id: 1 }, 'fulfillment_events/create')).toBe(200)
})
