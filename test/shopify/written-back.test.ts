import { addDays } from 'date-fns/addDays'
import { expect, test } from 'vitest'
import { system } from '../stage/bot.ts'
import { card } from '../stage/shop.ts'
import { textIn, textOf } from '../stage/text-of.ts'
import { aConnectedShop } from './a-connected-shop.ts'
import { shown } from './a-telling.ts'
import { editBody } from './fake/bodies.ts'

const stage = aConnectedShop()

const track = (purchaseOrder: string, number: string, carrier: string) =>
  stage.bot.ask('tracking.add', { purchaseOrder, number, carrier, sure: 'yes' }, system)

test('from the customer’s order to the customer’s mail: what suppliers record is in the store', async () => {
  const { arrive, bot, shopify, tasks } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP', quantity: 2 }, { sku: 'BOWL' }] })
  expect(await arrive(order)).toBe(200)
  await bot.ask('order.forward', { order: '1042' }, system)
  await track('1042-A', '1Z999AA10123456784', 'UPS')
  await tasks.idle()
  expect(shown(order)).toEqual([{ numbers: ['UPS 1Z999AA10123456784'], pieces: '2 LAMP' }])
  expect(shopify.shop.mails).toEqual([{ order: '#1042', about: 'shipped', numbers: ['1Z999AA10123456784'] }])
  await bot.ask(
    'tracking.correct',
    { purchaseOrder: '1042-A', shipment: '1Z999AA10123456784', number: 'BIKE7', carrier: 'other: Bike', sure: 'yes' },
    system,
  )
  await track('1042-B', 'BIKE8', 'other: Bike')
  await tasks.idle()
  expect(shown(order).map(({ numbers }) => numbers)).toEqual([['Bike BIKE7'], ['Bike BIKE8']])
  await bot.ask('tracking.delivered', { purchaseOrder: '1042-A' }, system)
  await bot.ask('tracking.delivered', { purchaseOrder: '1042-B' }, system)
  await tasks.idle()
  expect(order.live.map(one => one.happened.map(({ status }) => status))).toEqual([['DELIVERED'], ['DELIVERED']])
  expect(order.displayFulfillmentStatus).toBe('FULFILLED')
  const story = textOf(await bot.as('Sam', 'orders').types('/order show 1042'))
  expect(story).toContain('BIKE8')
})

test('an order that staff hold stops at Shopify until they release it, and then says by when it ships', async () => {
  const { arrive, bot, shopify, tasks } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP' }] })
  await arrive(order)
  const sam = bot.as('Sam', 'orders')
  await sam.types('/order hold 1042 incorrect_address no such street')
  await tasks.idle()
  const [waiting] = order.toFulfil
  const status = () => [waiting?.status, waiting?.fulfillmentHolds.map(({ reason }) => reason), waiting?.fulfillBy]
  expect(status()).toEqual(['ON_HOLD', ['INCORRECT_ADDRESS'], null])
  await sam.types('/order forward 1042 held:forward')
  const day = addDays(bot.now(), 10).toISOString().slice(0, 10)
  await bot.ask('po.promise', { purchaseOrder: '1042-A', promised: day }, system)
  await tasks.idle()
  expect(status()).toEqual(['OPEN', [], `${day}T16:00:00Z`])
})

test('an order that staff cancel is cancelled and refunded at Shopify once they press for it', async () => {
  const { arrive, bot, shopify, tasks } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP', price: 2_000 }], shippingPrice: 0 })
  await arrive(order)
  const sam = bot.as('Sam', 'orders')
  const offered = card(await sam.types('/order cancel 1042 sold out'))
  await tasks.idle()
  expect([order.cancelledAt, order.refundedCents]).toEqual([null, 0])
  await sam.presses(offered, 'Cancel there, refund USD 20.00')
  await tasks.idle()
  expect([order.cancelledAt !== null, order.refundedCents]).toEqual([true, 2_000])
})

test('an order that was edited is read again at Shopify, though the webhook about its update got lost', async () => {
  const { arrive, bot, shopify, tasks } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP', quantity: 3 }] })
  await arrive(order)
  const [lamp] = order.lines
  if (!lamp) throw new Error('no line')
  shopify.shop.clock.pass(60_000)
  shopify.shop.merchant.takeOff(lamp, 1)
  for (const _ of [1, 2]) expect(await arrive(editBody(lamp, -1), 'orders/edited')).toBe(200)
  await tasks.idle()
  const story = textOf(await bot.as('Sam', 'orders').types('/order show 1042'))
  expect(story).toContain('2 Thing LAMP')
  // A reading may have brought its risk before: the edit is in the story once.
  expect(story.match(/changed it in the store: lines/g)).toHaveLength(1)
})

test('a scope that the owner takes from the app is named in a card at once', async () => {
  const { arrive, bot, chat, shopify, tasks } = stage
  await tasks.idle()
  shopify.shop.app.scopes.delete('write_returns')
  const current = [...shopify.shop.app.scopes]
  expect(await arrive({ id: 1, previous: [...current, 'write_returns'], current }, 'app/scopes_update')).toBe(200)
  await tasks.idle()
  await bot.pump.idle()
  expect(textIn(chat, 'alerts')).toContain('give it the scope write_returns')
})
