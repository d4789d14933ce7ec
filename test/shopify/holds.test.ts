import { expect, test } from 'vitest'
import { system } from '../stage/bot.ts'
import { cardIn, said } from '../stage/shop.ts'
import { factsOf, textIn, textOf } from '../stage/text-of.ts'
import { aConnectedShop } from './a-connected-shop.ts'
import type { FulfillmentOrder } from './fake/fulfillment-order.ts'
import type { FakeOrder } from './fake/order.ts'
import { headerOf } from './fake/webhooks.ts'

const stage = aConnectedShop()
const sam = () => stage.bot.as('Sam', 'orders')
const facts = (number: string) => factsOf(cardIn(stage.chat, 'orders', `Order ${number}`))
const story = async (number: string) => textOf(await sam().types(`/order show ${number}`))
const merchant = () => stage.shopify.shop.merchant

/** An order of one lamp at Shopify, which tells of its holds from now on. */
function place(name: string, financialStatus = 'PAID'): { order: FakeOrder; waiting: FulfillmentOrder } {
  const { shop } = stage.shopify
  if (shop.webhooks.subscriptions.length === 0)
    for (const topic of ['FULFILLMENT_ORDERS_PLACED_ON_HOLD', 'FULFILLMENT_ORDERS_HOLD_RELEASED'])
      shop.webhooks.subscribe(topic, 'https://waybill.example/webhooks/shopify')
  const order = shop.place({ name, financialStatus, lines: [{ sku: 'LAMP' }] })
  return { order, waiting: order.toFulfil[0] as FulfillmentOrder }
}

/** What Shopify has to tell since arrives, and what that owes is done. Answers how it can arrive once more. */
async function told(): Promise<() => Promise<void>> {
  const sent = stage.shopify.shop.webhooks.waiting.splice(0)
  const arrive = async () => {
    for (const { subscription, body } of sent)
      expect(await stage.arrive(JSON.parse(body), headerOf(subscription.topic))).toBe(200)
    await stage.idle()
  }
  await arrive()
  expect(sent.length).toBeGreaterThan(0)
  return arrive
}

test('what the merchant holds in Shopify waits here and says why, and goes out by itself once nobody holds it there', async () => {
  const { order, waiting } = place('#1042')
  merchant().hold(waiting, 'INCORRECT_ADDRESS', 'Ask for the house number')
  const again = await told()
  await stage.arrive(order)
  await again()
  const why = 'held in the store: incorrect address — Ask for the house number'
  expect(facts('1042')).toContain(`On hold: ${why} (North Coast)`)
  expect(said(await sam().types('/order forward 1042'))).toContain(`Order 1042 is on hold: ${why}.`)
  await stage.bot.ask('store.autoforward', { store: 'North Coast', setting: 'on' }, system)
  merchant().release(waiting)
  const released = await told()
  expect(textIn(stage.chat, 'lumen')).toContain('1042-A')
  // Late, and twice.
  await again()
  await released()
  expect(facts('1042')).not.toContain('On hold')
  const read = await story('1042')
  expect(read.split('held it in the store: incorrect address')).toHaveLength(2)
  expect(read.split('North Coast ended its hold in the store, so it was released')).toHaveLength(2)
})

test('a hold in Shopify of what a supplier has is one card for staff, who may release it here and read that it holds there', async () => {
  const { order, waiting } = place('#1042')
  await stage.arrive(order)
  await sam().types('/order forward 1042')
  merchant().hold(waiting, 'ONLINE_STORE_POST_PURCHASE_CROSS_SELL')
  const again = await told()
  await again()
  const card = cardIn(stage.chat, 'alerts', 'Order 1042 is on hold in North Coast')
  expect(card.summary).toBe(
    'North Coast holds it: online store post purchase cross sell. 1042-A is with Lumen and not shipped.',
  )
  expect(facts('1042')).toContain('On hold: held in the store: online store post purchase cross sell')
  expect(textIn(stage.chat, 'lumen')).not.toMatch(/hold|withdrawn/i)
  expect(said(await sam().types('/order release 1042'))).toContain('Its store may still hold it: release it there too.')
  await stage.idle()
  expect(waiting.status).toBe('ON_HOLD')
  expect(facts('1042')).not.toContain('On hold')
  expect(cardIn(stage.chat, 'alerts', 'Order 1042 is not on hold any more').tone).toBe('over')
})

test('a hold of staff comes back from Shopify as nothing new, and no release there ends it', async () => {
  // The first reading of a new store is over: what it brings is another story.
  await stage.idle()
  const { order, waiting } = place('#1042')
  await stage.arrive(order)
  await sam().types('/order hold 1042 other waits for a gift card')
  await stage.idle()
  expect(waiting.fulfillmentHolds.map(({ handle }) => handle)).toEqual(['waybill'])
  await told()
  merchant().release(waiting)
  await told()
  expect(facts('1042')).toContain('On hold: waits for a gift card (Sam)')
  expect(await story('1042')).not.toContain('in the store')
})
