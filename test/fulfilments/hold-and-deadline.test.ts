import { addDays } from 'date-fns/addDays'
import { beforeEach, expect, test } from 'vitest'
import { Refusal, RefusedThere } from '../../src/kernel/words/refusal.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn } from '../stage/shop.ts'
import { textIn, textOf } from '../stage/text-of.ts'

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

type Act = (name: string) => Promise<unknown>
const ask = (command: string, input: object) => stage.bot.ask(command, { order: '1042', ...input }, system)
const decline: Act = purchaseOrder => ask('po.decline', { purchaseOrder, reason: 'other' })
/** Of what has happened, whether the store holds the order for us then. */
test.each<[string, boolean, (hold: () => Promise<unknown>) => Promise<unknown>]>([
  ['it is released', false, hold => hold().then(() => sam().types('/order release 1042'))],
  ['it is forwarded anyway', false, hold => hold().then(() => sam().types('/order forward 1042 held:forward'))],
  [
    'it is forwarded anyway, and both suppliers decline',
    false,
    async hold => {
      await hold()
      await sam().types('/order forward 1042 held:forward')
      for (const one of ['1042-A', '1042-B']) await decline(one)
    },
  ],
  [
    'it is held while two suppliers have it, and one declines',
    false,
    async hold => {
      await forward()
      await hold()
      await decline('1042-A')
    },
  ],
  [
    'it is held while two suppliers have it, and both decline',
    true,
    async hold => {
      await forward()
      await hold()
      for (const one of ['1042-A', '1042-B']) await decline(one)
    },
  ],
  [
    'it is held while two suppliers have it, and all is taken back',
    true,
    async hold => {
      await forward()
      await hold()
      for (const purchaseOrder of ['1042-A', '1042-B']) await ask('po.take-back', { purchaseOrder })
    },
  ],
  [
    'it is held after both declined, and forwarded to another all the same',
    false,
    async hold => {
      await forward()
      for (const one of ['1042-A', '1042-B']) await decline(one)
      await hold()
      await sam().types('/order forward 1042 supplier:Casa skus:LAMP held:forward')
    },
  ],
  [
    'it is cancelled here and still open there, where nobody should ship it',
    true,
    hold => hold().then(() => ask('order.cancel', {})),
  ],
  [
    'somebody released it there by hand, and staff here after',
    false,
    async hold => {
      await hold()
      await stage.idle()
      stage.store.holds.clear()
      await sam().types('/order release 1042')
    },
  ],
])('the store holds what staff hold and no supplier has, however that ends: %s', async (_, isHeld, act) => {
  await act(() => sam().types('/order hold 1042 other'))
  expect((await holds()) !== undefined).toBe(isHeld)
})

test('what waits for its money is not held at the store when the store is told again either', async () => {
  await stage.bot.ask('order.receive', incoming('1043', lines, { financialStatus: 'pending' }), system)
  await sam().types('/order tell-store 1043')
  await stage.tasks.idle()
  expect(stage.store.holds.size).toBe(0)
})

const hours = async (count: number) => {
  for (let ten = 0; ten < count * 6; ten++) {
    await stage.tasks.idle()
    stage.bot.wait(600_000)
  }
  await stage.idle()
}

test('a hold that the store does not take for an hour is a card with the reason, and Try again settles it', async () => {
  stage.store.refuses.set('hold', new Refusal('Shopify says that Lamps is closed.'))
  await sam().types('/order hold 1042 other')
  await stage.idle()
  expect(textIn(stage.chat, 'alerts')).not.toContain('Lamps is closed')
  await hours(2)
  const card = cardIn(stage.chat, 'alerts', 'Order 1042: the hold isn’t the same in Lamps')
  expect(card.summary).toContain('Shopify says that Lamps is closed.')
  stage.store.refuses.clear()
  await stage.bot.as('Sam', 'alerts').presses(card, 'Try again')
  expect(await holds()).toBeDefined()
  await stage.bot.pump.idle()
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: the hold is the same in Lamps').tone).toBe('over')
})

test('a ship-by date that the store refuses is said once, and not tried for ever', async () => {
  stage.store.refuses.set('deadline', new RefusedThere('The deadline is in the past.'))
  await forward()
  await hours(1)
  const tried = stage.store.told
  await hours(3)
  expect([tried, stage.store.told]).toEqual([3, 3])
  const card = cardIn(stage.chat, 'alerts', 'Order 1042: the ship-by date isn’t right in Lamps')
  expect(card.summary).toContain('It refused: “The deadline is in the past.”')
  expect(textOf(await sam().types('/order show 1042'))).toContain(
    'could not bring Lamps up to date about its ship-by date',
  )
  stage.store.refuses.clear()
  await stage.bot.as('Sam', 'alerts').presses(card, 'Try again')
  await stage.idle()
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: the ship-by date is right in Lamps').tone).toBe('over')
})
