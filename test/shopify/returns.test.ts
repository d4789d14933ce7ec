import { expect, test } from 'vitest'
import { system } from '../stage/bot.ts'
import { cardIn, said } from '../stage/shop.ts'
import { factsOf, textOf } from '../stage/text-of.ts'
import { aConnectedShop } from './a-connected-shop.ts'
import type { FakeOrder } from './fake/order.ts'
import { createReturn, moveReturn, type Return } from './fake/returns.ts'

const stage = aConnectedShop()
const sam = () => stage.bot.as('Sam', 'support')
const mei = () => stage.bot.as('Mei', 'lumen')
const shown = (number: string) => cardIn(stage.chat, 'support', `Return ${number} of 1042-A`)
const states = (order: FakeOrder) => order.returned.map(({ status }) => status)

/** Order 1042, which Lumen shipped, as Shopify knows. */
async function shipped(): Promise<FakeOrder> {
  const { bot, shopify } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP', quantity: 2 }] })
  await stage.arrive(order)
  await bot.ask('order.forward', { order: '1042' }, system)
  const given = { purchaseOrder: '1042-A', number: '1Z999AA10123456784', carrier: 'UPS', sure: 'yes' }
  await bot.ask('tracking.add', given, system)
  await stage.idle()
  return order
}

/** The customer asks Shopify for one piece to go back. */
const requested = (order: FakeOrder): Return => {
  const piece = order.live[0]?.pieces[0]?.id ?? ''
  const returnLineItems = [{ fulfillmentLineItemId: piece, quantity: 1 }]
  return createReturn(stage.shopify.shop, { orderId: order.id, returnLineItems }, 'REQUESTED')
}

const arrives = async (one: Return, topic: string) => {
  expect(await stage.arrive(one, `returns/${topic}`)).toBe(200)
  await stage.idle()
}

test('what a customer asks Shopify to take back is asked of its supplier, once, whose yes and end Shopify hears of', async () => {
  const order = await shipped()
  const there = requested(order)
  await arrives(there, 'request')
  await arrives(there, 'request')
  expect(textOf(cardIn(stage.chat, 'lumen', 'Return R1 of 1042-A'))).toContain(
    'The customer asked for it in North Coast.',
  )
  expect(factsOf(shown('R1'))).toContain('In the store: Requested there')
  stage.shopify.shop.loseReply('returnApproveRequest')
  await mei().types('/return approve R1 return-to:"Dock 4" credit:0')
  await stage.idle()
  stage.bot.wait(10_000)
  await stage.idle()
  expect(states(order)).toEqual(['OPEN'])
  await arrives(there, 'approve')
  expect(factsOf(shown('R1'))).toContain('In the store: Approved there')
  expect(stage.chat.messages.filter(({ card }) => card.title.startsWith('Return R2'))).toEqual([])
  await sam().types('/return close R1 the customer keeps it')
  await stage.idle()
  expect(states(order)).toEqual(['CLOSED'])
  const story = textOf(await sam().types('/case show R1'))
  expect(story).toContain('brought R1 up to date in North Coast: closed there')
})

test('a return that staff open is opened at Shopify once its supplier takes it back, and is the same when it comes back', async () => {
  const order = await shipped()
  await sam().does('/return open 1042 unwanted does not fit lines:"LAMP x1"')
  await stage.idle()
  expect(states(order)).toEqual([])
  stage.shopify.shop.loseReply('returnCreate')
  await mei().types('/return approve R1 return-to:"Dock 4" credit:0')
  await stage.idle()
  const [made] = order.returned
  expect([states(order), made?.totalQuantity]).toEqual([['OPEN'], 1])
  if (made) await arrives(made, 'approve')
  stage.bot.wait(10_000)
  await stage.idle()
  expect(states(order)).toEqual(['OPEN'])
  expect(factsOf(shown('R1'))).toContain('In the store: Approved there')
  await sam().types('/return withdraw R1 keeps it after all')
  await stage.idle()
  expect(states(order)).toEqual(['CANCELED'])
  expect(said(await sam().types('/case list'))).toBe('There is none.')
})

test('a supplier’s no declines it at Shopify, and the store’s own no ends it here', async () => {
  const order = await shipped()
  const first = requested(order)
  await arrives(first, 'request')
  await mei().types('/return decline R1 final_sale')
  await stage.idle()
  expect(states(order)).toEqual(['DECLINED'])
  const second = requested(order)
  await arrives(second, 'request')
  moveReturn(stage.shopify.shop, second.id, ['REQUESTED'], 'DECLINED')
  await arrives(second, 'decline')
  expect(factsOf(shown('R2'))).toContain('State: Declined: declined in North Coast')
  expect(states(order)).toEqual(['DECLINED', 'DECLINED'])
})

test('pieces that no supplier shipped are no return here: staff are told where to look', async () => {
  const { shopify } = stage
  const order = shopify.shop.place({ name: '#1042', lines: [{ sku: 'LAMP' }] })
  await stage.arrive(order)
  shopify.shop.merchant.fulfil(order)
  await arrives(requested(order), 'request')
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: a return in North Coast isn’t here').summary).toContain(
    '1 piece of it can’t come back to a supplier',
  )
})
