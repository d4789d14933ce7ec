import { beforeEach, expect, test } from 'vitest'
import { RefusedThere } from '../../src/kernel/words/refusal.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const stage = aConnectedStore()
beforeEach(async () => {
  await stage.bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }], { refundedMinor: 900 }), system)
})

const sam = () => stage.bot.as('Sam', 'orders')
const cancelled = async () => {
  await stage.tasks.idle()
  return stage.store.cancelled.get('id-1042')
}
const story = async () => textOf(await sam().types('/order show 1042'))

test('an order that staff cancel stays open in its store, money and all, until they say otherwise', async () => {
  await stage.connect()
  const answer = textOf(await sam().types('/order cancel 1042 changed their mind'))
  expect(answer).toContain('It is still open in Lamps')
  expect(answer).toContain('Cancel there, refund EUR 80.00')
  expect(await cancelled()).toBeUndefined()
})

test('the store cancels and refunds what the press said, once, though its answer is lost; the story says so', async () => {
  await stage.connect()
  const offered = card(await sam().types('/order cancel 1042'))
  stage.store.faults.push('cut off')
  const press = 'Cancel there, refund EUR 80.00'
  expect(said(await sam().presses(offered, press))).toContain('asking Lamps to cancel 1042 and refund EUR 80.00')
  await sam().presses(offered, press)
  expect(await cancelled()).toBe('refunded')
  stage.bot.wait(60_000)
  await stage.tasks.idle()
  expect(await story()).toMatch(/Sam asked Lamps to cancel it and refund EUR 80\.00[\s\S]*cancelled it in Lamps/)
})

test('two people who want different things of the money do not get both', async () => {
  await stage.connect()
  const offered = card(await sam().types('/order cancel 1042'))
  await sam().presses(offered, 'Cancel there, no refund')
  const second = said(await sam().presses(offered, 'Cancel there, refund EUR 80.00'))
  expect(second).toContain('Lamps was asked to cancel 1042 without a refund, and that stays.')
  expect(await cancelled()).toBe('kept')
})

test('staff read why the store does not cancel, and Try again settles the card', async () => {
  await stage.connect()
  const offered = card(await sam().types('/order cancel 1042'))
  stage.store.faults.push(...Array.from({ length: 12 }, () => 'Lamps has delivered it.'))
  await sam().presses(offered, 'Cancel there, no refund')
  for (let minutes = 0; minutes < 4; minutes++) {
    await stage.tasks.idle()
    stage.bot.wait(60_000)
  }
  await stage.idle()
  const failed = cardIn(stage.chat, 'alerts', 'Order 1042: still open in Lamps')
  expect(failed.summary).toBe('Lamps hasn’t cancelled 1042. Lamps has delivered it.')
  stage.store.faults.length = 0
  await stage.bot.as('Sam', 'alerts').presses(failed, 'Try again')
  await stage.idle()
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: cancelled in Lamps').tone).toBe('over')
  expect(await cancelled()).toBe('kept')
})

test('what the store refuses to cancel is said once, and not asked for ever', async () => {
  await stage.connect()
  stage.store.refuses.set('cancel', new RefusedThere('Lamps has delivered it.'))
  await sam().presses(card(await sam().types('/order cancel 1042')), 'Cancel there, no refund')
  for (let hour = 0; hour < 6; hour++) {
    await stage.tasks.idle()
    stage.bot.wait(hour < 3 ? 60_000 : 3_600_000)
  }
  await stage.idle()
  expect(stage.store.told).toBe(3)
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: still open in Lamps').summary).toContain('Lamps has delivered it.')
})

test('a store that nobody connected, or that can’t cancel, is not offered', async () => {
  expect(said(await sam().types('/order cancel 1042'))).toBe('Order 1042 is cancelled.')
  expect(said(await sam().types('/order cancel-in-store 1042 keep'))).toContain('Cancel it there yourself.')
})
