import { expect, test } from 'vitest'
import { gateOf } from '../../src/orders/gate.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const lamp = [{ sku: 'LAMP' }]
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))
const sent = () => shop.database.db.$count(purchaseOrders)
const word = async () => {
  await shop.bot.pump.idle()
  return cardIn(shop.chat, 'orders', 'Order 1042').summary
}

/** A shop whose new orders go out by themselves. */
async function auto() {
  await shop.receive('1', lamp)
  await says('/store autoforward lamps on')
}

test.each([
  ['paid', 'send'],
  ['partially_refunded', 'send'],
  [null, 'send'],
  ['pending', 'hold'],
  ['partially_paid', 'hold'],
  ['authorized', 'hold'],
  ['a word of next year', 'hold'],
  ['voided', 'never'],
  ['expired', 'never'],
  ['refunded', 'never'],
])('an order that is %s: %s', (financialStatus, pass) => {
  const store = { sendAuthorizedAt: null, sendCashOnDeliveryAt: null }
  expect(gateOf({ financialStatus, cashOnDelivery: false, risk: null }, store).pass).toBe(pass)
})

test('a store may send before the money is there; risk goes before either, and refunded before all', () => {
  const open = { sendAuthorizedAt: at(0), sendCashOnDeliveryAt: at(0) }
  const gate = (financialStatus: string, cashOnDelivery: boolean, risk: 'high' | 'low') =>
    gateOf({ financialStatus, cashOnDelivery, risk }, open)
  expect(gate('authorized', false, 'low').pass).toBe('send')
  expect(gate('pending', true, 'low').pass).toBe('send')
  expect(gate('pending', false, 'low').pass).toBe('hold')
  expect(gate('paid', false, 'high')).toMatchObject({ pass: 'hold', reason: 'high_risk_of_fraud' })
  expect(gate('refunded', false, 'high').pass).toBe('never')
})

test('goods nobody has paid for wait, and go out by themselves once the store says they are paid', async () => {
  await auto()
  await shop.receive('1042', lamp, { financialStatus: 'pending', updatedAt: at(1) })
  expect(await word()).toContain('On hold: awaiting payment')
  expect(await sent()).toBe(0)
  await shop.receive('1042', lamp, { financialStatus: 'partially_paid', updatedAt: at(2) })
  expect(await sent()).toBe(0)
  await shop.receive('1042', lamp, { financialStatus: 'paid', updatedAt: at(3) })
  expect(await word()).toContain('Sent, not acknowledged yet')
  expect(await sent()).toBe(1)
})

test('without auto-forward a paid order is released and waits for staff', async () => {
  await shop.receive('1042', lamp, { financialStatus: 'pending', updatedAt: at(1) })
  await shop.receive('1042', lamp, { financialStatus: 'paid', updatedAt: at(2) })
  expect(await word()).toContain('New: not forwarded yet')
})

test('a hold of staff outlasts the payment, and what staff released is not held again for the same', async () => {
  await shop.receive('1042', lamp, { financialStatus: 'pending', updatedAt: at(1) })
  await says('/order release 1042')
  await shop.receive('1042', lamp, { financialStatus: 'pending', method: 'Express', updatedAt: at(2) })
  expect(await word()).toContain('New: not forwarded yet')
  await says('/order hold 1042 incorrect_address')
  await shop.receive('1042', lamp, { financialStatus: 'paid', updatedAt: at(3) })
  expect(await word()).toContain('On hold: incorrect address')
})

test('an order of high risk waits with that reason, though it is paid, or is paid later', async () => {
  await auto()
  await shop.receive('1042', lamp, { financialStatus: 'pending', risk: 'high', updatedAt: at(1) })
  await shop.receive('1042', lamp, { financialStatus: 'paid', updatedAt: at(2) })
  expect(await word()).toContain('On hold: high risk of fraud')
  await shop.receive('1043', lamp, { risk: 'high' })
  expect(await sent()).toBe(0)
})

test('a store says once whether authorized orders and cash on delivery are sent', async () => {
  await auto()
  expect(await says('/store payment lamps authorized send')).toBe(
    'Orders of Lamps that are authorized may be sent from now on. Those on hold stay there: release them with /order release.',
  )
  expect(await says('/store payment lamps authorized send')).toBe(
    'Orders of Lamps that are authorized are sent already.',
  )
  await says('/store payment lamps cod send')
  await shop.receive('1042', lamp, { financialStatus: 'authorized' })
  await shop.receive('1043', lamp, { financialStatus: 'pending', cashOnDelivery: true })
  expect(await sent()).toBe(2)
  expect(await says('/store payment lamps cod hold')).toContain('wait from now on')
  await shop.receive('1044', lamp, { financialStatus: 'pending', cashOnDelivery: true })
  expect(await sent()).toBe(2)
})

test('who forwards a held order by hand is told why it waits, and asked', async () => {
  await shop.receive('1042', lamp, { financialStatus: 'pending' })
  expect(await says('/order forward 1042')).toBe(
    'Order 1042 is on hold: awaiting payment. To forward it anyway, write held:forward. To end the hold only: /order release 1042',
  )
  await shop.bot.pump.idle()
  const form = await sam().presses(cardIn(shop.chat, 'orders', 'Order 1042'), 'Forward anyway')
  expect(said(await sam().submits(form, { held: '' }))).toContain('is on hold: awaiting payment')
  expect(said(await sam().submits(form, { held: 'forward' }))).toBe('1042-A went to Lumen.')
})

test('what was refunded or voided while it waited is never sent, not even by hand', async () => {
  await shop.receive('1042', lamp, { financialStatus: 'pending', updatedAt: at(1) })
  await shop.receive('1042', lamp, { financialStatus: 'voided', updatedAt: at(2) })
  expect(await says('/order forward 1042 held:forward')).toBe(
    'Order 1042 can’t be sent. Its payment is voided in the store, so nothing is sent.',
  )
  await says('/order release 1042')
  expect(await says('/order forward 1042')).toContain('Order 1042 can’t be sent.')
  expect(await word()).toContain('Not to be sent: voided in the store')
  expect(await sent()).toBe(0)
})

test('a partly refunded order comes in with what is left, and only that is asked for', async () => {
  const lines = incoming('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BULB' }]).lines.map((line, index) => ({
    ...line,
    quantity: index === 0 ? 1 : 0,
  }))
  await shop.receive('1042', lamp, { financialStatus: 'partially_refunded', lines })
  await shop.ask('order.forward', { order: '1042' })
  await shop.bot.pump.idle()
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  expect(po.lines?.map(line => [line.text, line.quantity])).toEqual([['Thing LAMP', 1]])
})
