import { beforeEach, expect, test } from 'vitest'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import { orders } from '../../src/orders/tables.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn } from '../stage/shop.ts'
import { textIn, textOf } from '../stage/text-of.ts'

const stage = aConnectedStore()

const MINUTE = 60_000
beforeEach(async () => {
  await stage.connect()
  await stage.idle()
  stage.bot.wait(30 * MINUTE)
})

/** An order that the store has now. */
const place = (number: string, over: Parameters<typeof incoming>[2] = {}) => {
  const at = stage.bot.now()
  const order = incoming(number, [{ sku: 'LAMP' }], { placedAt: at, updatedAt: at, ...over })
  stage.store.orders.push(order)
  return order
}
const webhook = (order: ReturnType<typeof incoming>) => stage.bot.ask('order.receive', order, system)
const tick = async (which: 'due' | 'all' | 'daily' = 'due') => {
  await stage.bot.ask('store.owe-readings', { which }, system)
  await stage.idle()
}
const here = async () => (await stage.database.db.select().from(orders)).map(({ number }) => number).sort()
const check = async () => {
  await stage.bot.as('Sam', 'orders').types('/store check Lamps')
  await stage.idle()
  return textIn(stage.chat, 'alerts')
}

test('orders whose webhooks were dropped at random are all here after the next reading, each once', async () => {
  const all = Array.from({ length: 200 }, (_, at) => place(`${2_000 + at}`))
  for (const [at, order] of all.entries()) if ((at * 7_919) % 11 > 3) await webhook(order)
  expect((await here()).length).toBeLessThan(200)
  stage.bot.wait(61 * MINUTE)
  await tick()
  expect(await here()).toEqual(all.map(({ number }) => number))
})

test('what the store’s search did not find yet is found by the reading after', async () => {
  place('1042')
  stage.store.lagging.add('1042')
  stage.bot.wait(5 * MINUTE)
  await tick('all')
  expect(await here()).toEqual([])
  stage.store.lagging.clear()
  await tick('all')
  expect(await here()).toEqual(['1042'])
})

test('an order that was cancelled, and opened again, while nobody listened is so here, and an old webhook changes nothing', async () => {
  const before = place('1042')
  await webhook(before)
  stage.bot.wait(MINUTE)
  const at = stage.bot.now()
  stage.store.orders[0] = { ...before, updatedAt: at, cancelledAt: at, cancelReason: 'customer' }
  stage.bot.wait(61 * MINUTE)
  await tick()
  await webhook(before)
  const cancelledAt = async () => (await stage.database.db.select().from(orders))[0]?.cancelledAt ?? null
  expect(await cancelledAt()).not.toBeNull()
  stage.store.orders[0] = { ...before, updatedAt: stage.bot.now() }
  stage.bot.wait(61 * MINUTE)
  await tick()
  expect(await cancelledAt()).toBeNull()
  expect(textIn(stage.chat, 'alerts')).toContain('Order 1042 is open again in the store')
})

test('staff ask whether every order is here, and read the figures: the store’s, ours, and what no webhook brought', async () => {
  await webhook(place('1042'))
  place('1043')
  place('1044', { pickup: true })
  stage.bot.wait(20 * MINUTE)
  const card = await check()
  expect(card).toContain('Lamps: every order is accounted for')
  expect(card).toContain('Lamps has 3 orders; Waybill has 2; 1 of them came by reading the store')
  expect(card).toContain('1 needs no shipping')
  expect(await here()).toEqual(['1042', '1043'])
})

test('a store that shows its newest orders only is counted from there, and says why', async () => {
  const since = new Date(stage.bot.now().getTime() - 60 * 24 * 60 * MINUTE)
  stage.store.storefront.showsSince = () => ({ since, why: 'It shows the last 60 days only.' })
  await webhook(place('1042'))
  stage.bot.wait(20 * MINUTE)
  expect(await check()).not.toContain('60 days')
  await stage.bot.as('Sam', 'orders').types('/store check Lamps since:2020-01-01')
  await stage.idle()
  expect(textIn(stage.chat, 'alerts')).toContain('Lamps has 1 order; Waybill has 1. It shows the last 60 days only.')
})

test('a store that can’t be read for an hour is a card with the reason, until it was read', async () => {
  const { walk } = stage.store.storefront
  let isAway = true
  stage.store.storefront.walk = async (...asked) => {
    if (isAway) throw new Unsure('Shopify did not answer.')
    await walk?.(...asked)
  }
  place('1042')
  stage.bot.wait(61 * MINUTE)
  await tick()
  expect(textIn(stage.chat, 'alerts')).not.toContain('did not answer')
  for (let half = 0; half < 4; half++) {
    stage.bot.wait(30 * MINUTE)
    await tick()
  }
  expect(cardIn(stage.chat, 'alerts', 'Lamps can’t be read').summary).toContain('Shopify did not answer.')
  isAway = false
  stage.bot.wait(61 * MINUTE)
  await tick()
  expect(await here()).toEqual(['1042'])
  expect(cardIn(stage.chat, 'alerts', 'Lamps can be read again').tone).toBe('over')
})

test('an order that the store counts and does not show is said to be missing, unasked, and in the digest', async () => {
  place('1042')
  stage.store.lagging.add('1042')
  stage.bot.wait(20 * MINUTE)
  await tick('daily')
  expect(textIn(stage.chat, 'alerts')).toContain('Lamps: 1 order missing')
  expect(textOf(await stage.bot.as('Sam', 'orders').types('/late digest'))).toContain('Orders missing from Lamps')
  stage.bot.wait(24 * 60 * MINUTE)
  await stage.bot.ask('digest.send', {}, system)
  await stage.idle()
  expect(textIn(stage.chat, 'alerts')).toContain('Orders missing from Lamps')
  stage.store.lagging.clear()
  await tick('daily')
  expect(textIn(stage.chat, 'alerts')).toContain('Lamps: every order is accounted for')
})

test('a store that is whole bothers nobody with its daily count', async () => {
  await webhook(place('1042'))
  stage.bot.wait(20 * MINUTE)
  await tick('daily')
  expect(textIn(stage.chat, 'alerts')).not.toContain('accounted')
})
