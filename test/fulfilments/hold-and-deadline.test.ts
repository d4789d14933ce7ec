import { addDays } from 'date-fns/addDays'
import { beforeEach, expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'

const stage = aConnectedStore()
const lines = [{ sku: 'LAMP', quantity: 2 }, { sku: 'BOWL' }]
beforeEach(async () => {
  await stage.connect()
  await stage.bot.ask('order.receive', incoming('1042', lines), system)
})

const sam = () => stage.bot.as('Sam', 'orders')
const forward = () => stage.bot.ask('order.forward', { order: '1042' }, system)
const deadline = async () => {
  await stage.tasks.idle()
  return stage.store.deadlines.get('id-1042')?.toISOString()
}
/** The ship-by times that were sent, the last at the end; of one purchase order, where it is named. */
const shipBys = async (number?: string) => {
  const sent = await stage.database.db.select().from(purchaseOrders)
  const asked = sent.filter(one => number === undefined || one.number === number)
  return asked.map(({ shipBy }) => shipBy?.toISOString() ?? '').sort()
}
/** A day that is promised. */
const day = () => addDays(stage.bot.now(), 10).toISOString().slice(0, 10)
const holds = async () => {
  await stage.tasks.idle()
  return stage.store.holds.get('id-1042')
}

test('the store’s deadline is the last ship-by of its suppliers, and a promised day moves it', async () => {
  await forward()
  expect(await deadline()).toBe((await shipBys()).at(-1))
  await stage.bot.ask('po.promise', { purchaseOrder: '1042-A', promised: day() }, system)
  expect(await deadline()).toBe(`${day()}T16:00:00.000Z`)
})

test('a supplier that declines no longer keeps the store’s deadline late', async () => {
  await forward()
  await stage.bot.ask('po.promise', { purchaseOrder: '1042-A', promised: day() }, system)
  const late = await deadline()
  await stage.bot.ask('po.decline', { purchaseOrder: '1042-A', reason: 'other' }, system)
  expect(late).toBe(`${day()}T16:00:00.000Z`)
  expect(await deadline()).toBe((await shipBys('1042-B')).at(-1))
})

test('what staff hold is held at the store, and released with it, so that nobody there ships it', async () => {
  await sam().types('/order hold 1042 incorrect_address no such street')
  expect(await holds()).toEqual({ reason: 'incorrect_address', note: 'no such street' })
  await sam().types('/order release 1042')
  expect(await holds()).toBeUndefined()
})

test('what waits for its money by the store’s own word is not held there, or the store could not go on by itself', async () => {
  await stage.bot.ask('order.receive', incoming('1043', lines, { financialStatus: 'pending' }), system)
  await stage.tasks.idle()
  expect(stage.store.holds.size).toBe(0)
})

test('an order that suppliers have is not held at the store, or its parcels could not be written there', async () => {
  await forward()
  await sam().types('/order hold 1042 other')
  expect(await holds()).toBeUndefined()
})
