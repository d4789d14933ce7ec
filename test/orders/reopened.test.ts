import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { isLiveAgain } from '../../src/orders/is-live-again.ts'
import { type Order, orderLines, orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { textIn } from '../stage/text-of.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const lamp = [{ sku: 'LAMP' }]
const live = (hour: number, over: Partial<IncomingOrder> = {}) =>
  incoming('1042', lamp, { updatedAt: at(hour), method: `Method ${hour}`, ...over })
const gone = (hour: number, over: Partial<IncomingOrder> = {}) =>
  live(hour, { cancelledAt: at(hour), cancelReason: 'customer', ...over })

const tell = (...all: readonly IncomingOrder[]) => Promise.all(all.map(one => shop.ask('order.receive', one)))
const trash = (hour: number | null) =>
  shop.ask('order.delete', { store: live(1).store, externalId: 'id-1042', at: hour === null ? null : at(hour) })
const order = async () => (await shop.database.db.select().from(orders))[0] as Order
const alerts = async () => {
  await shop.bot.pump.idle()
  return textIn(shop.chat, 'alerts')
}

/** A day of an order that is cancelled, opened, cancelled again with a refund, and opened for good. */
const day = [
  live(1),
  live(2),
  gone(3),
  live(4, { financialStatus: 'pending' }),
  gone(5),
  gone(6, { financialStatus: 'partially_refunded', refundedMinor: 100 }),
  live(7),
  live(8),
]

test.each([
  ['opened for good', day, true],
  ['cancelled at last', [...day, gone(9), gone(10)], false],
  ['paid back at last', [...day, gone(9), live(10, { financialStatus: 'refunded' })], false],
])('whatever way tellings arrive, an order ends as its store had it last: %s', async (_, told, isOpen) => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }), async arrivals => {
      await shop.database.empty()
      for (const one of arrivals) await shop.ask('order.receive', one)
      const [one] = await shop.database.db.select().from(orders)
      // One that was over before anybody heard of it is not taken.
      if (!one) {
        expect(isOpen).toBe(false)
        return
      }
      const { cancelledAt, heldAt, method, financialStatus } = one
      const isSent = cancelledAt === null && heldAt === null && financialStatus === 'paid'
      expect({ isSent, method }).toEqual({ isSent: isOpen, method: told.at(-1)?.method })
      const [line] = await shop.database.db.select().from(orderLines)
      expect(line?.quantity).toBe(1)
    }),
    { numRuns: 5 },
  )
})

test('the trash takes an order and gives it back, and tellings from before bring nothing back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([2, 3, 4, 5], { minLength: 4 }), async arrivals => {
      await shop.database.empty()
      await tell(live(1))
      for (const hour of arrivals) await (hour === 4 ? trash(4) : tell(live(hour)))
      expect((await order()).heldAt).toBeNull()
      await trash(6)
      for (const hour of arrivals) await tell(live(hour))
      expect((await order()).holdNote).toBe('deleted in the store')
    }),
    { numRuns: 5 },
  )
})

const before = { cancelledAt: null, cancelledInStoreAt: null, deletedAt: null, updatedAt: at(3) } as Order
const cancelledThere = { ...before, cancelledAt: at(3), cancelledInStoreAt: at(3) }
const deleted = { ...before, deletedAt: at(5) }
test.each([
  ['what was never gone', before, live(9), false],
  ['what only staff cancelled', { ...before, cancelledAt: at(3) }, live(9), false],
  ['what the store cancelled', cancelledThere, live(4), true],
  ['a telling of the same second', cancelledThere, live(3), false],
  ['an order that was paid back', cancelledThere, live(4, { financialStatus: 'refunded' }), false],
  ['a file', cancelledThere, live(4, { timed: false }), false],
  ['what was changed after it was deleted', deleted, live(6), true],
  ['what was changed before, and shown long after', deleted, live(4, { triggeredAt: at(6).toISOString() }), true],
  ['what was under way', deleted, live(4, { triggeredAt: new Date(+at(5) + 60_000).toISOString() }), false],
  ['what staff cancelled as it was deleted', { ...deleted, cancelledAt: at(6) }, live(7), true],
  ['what was cancelled, then deleted', { ...cancelledThere, deletedAt: at(5) }, live(4), false],
])('it is told by the store’s own times whether an order lives again: %s', (_, order, told, is) => {
  expect(isLiveAgain(order, told)).toBe(is)
})

test('an order that nobody was asked for goes on as a new one does, once it is paid', async () => {
  await tell(live(1, { financialStatus: 'pending' }))
  await shop.ask('store.autoforward', { store: 'Lamps', setting: 'on' })
  await tell(gone(2, { financialStatus: 'pending' }))
  await tell(live(3, { financialStatus: 'pending' }))
  expect(await alerts()).toContain('It is on hold: awaiting payment.')
  await tell(gone(4, { financialStatus: 'pending' }))
  await tell(live(5))
  expect((await order()).forwardedAt).not.toBeNull()
  expect(await alerts()).toContain('Order 1042 is open again in the store\nLamps had cancelled it, and has it again.')
  expect(textIn(shop.chat, 'lumen')).toContain('1042-A')
})

test('what suppliers were asked to stop is not sent again by itself: staff read who has what, and forward it', async () => {
  const both = [...lamp, { sku: 'BOWL' }]
  const told = (hour: number, over: Partial<IncomingOrder> = {}) =>
    shop.receive('1042', both, { updatedAt: at(hour), ...over })
  await told(1)
  await shop.ask('store.autoforward', { store: 'Lamps', setting: 'on' })
  await shop.ask('order.forward', { order: '1042' })
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await told(2, { cancelledAt: at(2), financialStatus: 'pending' })
  await told(3, { financialStatus: 'pending' })
  const card = await alerts()
  expect(card).toContain('Lumen was asked to cancel 1042-A and hasn’t answered: if it should ship, have Lumen refuse.')
  expect(card).toContain(
    'Casa was asked to stop 1042-B. Nothing is sent again by itself: forward it if it should ship.',
  )
  await told(4)
  expect(textIn(shop.chat, 'casa')).not.toContain('1042-C')
  await shop.ask('order.forward', { order: '1042' })
  await shop.bot.pump.idle()
  expect(textIn(shop.chat, 'casa')).toContain('1042-C')
})

test('what staff hold stays on hold while its store deletes it and takes it back', async () => {
  await tell(live(1))
  await shop.ask('order.hold', { order: '1042', reason: 'incorrect_address' })
  await trash(2)
  await tell(live(3))
  expect(await order()).toMatchObject({ holdReason: 'incorrect_address', deletedAt: null })
})

test('an order that waited for its money, and was voided, goes on once it is paid after all', async () => {
  for (const [hour, financialStatus] of ['pending', 'voided', 'paid'].entries())
    await tell(live(hour + 1, { financialStatus }))
  expect((await order()).heldAt).toBeNull()
})
