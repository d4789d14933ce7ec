import { asc } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { orderLines, orders, shipTos } from '../../src/orders/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))

/** Everything that is known of orders, but for ids and our own times. */
async function known() {
  const { db } = shop.database
  const rows = (await db.select().from(orders)).map(({ id, storeId, receivedAt, cancelledAt, ...row }) => ({
    ...row,
    cancelled: cancelledAt !== null,
  }))
  const lines = (await db.select().from(orderLines).orderBy(asc(orderLines.position), asc(orderLines.externalId)))
    .filter(line => line.quantity > 0)
    .map(({ id, orderId, ...line }) => line)
  const to = (await db.select().from(shipTos)).map(({ orderId, ...row }) => row)
  return { rows, lines, to }
}

async function told(name: string): Promise<number> {
  const all = await shop.database.db.select().from(events)
  return all.filter(event => event.name === name).length
}

test('the same webhook five times is one order, one card and one fact', async () => {
  const outcomes = []
  for (let i = 0; i < 5; i++) outcomes.push((await shop.receive('1042', [{ sku: 'LAMP' }])).outcome)
  expect(outcomes).toEqual(['received', 'unchanged', 'unchanged', 'unchanged', 'unchanged'])
  await shop.bot.pump.idle()
  expect(shop.chat.messages.map(one => one.card.title)).toEqual(['Order 1042'])
  expect(shop.chat.messages[0]?.edits).toBe(0)
  expect(await told('order.received')).toBe(1)
})

/** What a store tells of one order over a day: consistent, but in no order of arrival. */
const day: readonly IncomingOrder[] = [
  incoming('1042', [{ sku: 'LAMP' }], { updatedAt: at(1) }),
  incoming('1042', [{ sku: 'LAMP', quantity: 2 }], { updatedAt: at(2), method: 'Express' }),
  incoming('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }], { updatedAt: at(3), note: 'Ring twice' }),
  incoming('1042', [{ sku: 'BULB', externalId: 'line-2' }], { updatedAt: at(4), totalMinor: 650 }),
]
const cancelled = incoming('1042', [], {
  updatedAt: at(5),
  cancelledAt: at(5),
  cancelReason: 'customer',
  financialStatus: 'refunded',
})

test('whatever way a store’s tidings arrive, and however often, the end is the newest of them', async () => {
  const arrivals = fc.shuffledSubarray([...day, ...day], { minLength: 8 })
  let end: unknown
  await fc.assert(
    fc.asyncProperty(arrivals, async order => {
      await shop.database.empty()
      for (const one of order) await shop.ask('order.receive', one)
      end ??= await known()
      expect(await known()).toEqual(end)
      expect(await told('order.received')).toBe(1)
    }),
    { numRuns: 12 },
  )
  expect(end).toMatchObject({
    rows: [{ totalMinor: 650, method: 'Standard', customerNote: null }],
    lines: [{ sku: 'BULB' }],
  })
})

test('a cancelled order stays cancelled, whenever its creation and its changes arrive', async () => {
  const arrivals = fc.shuffledSubarray([...day, cancelled, cancelled], { minLength: 6 })
  let end: unknown
  await fc.assert(
    fc.asyncProperty(arrivals, async order => {
      await shop.database.empty()
      for (const one of order) await shop.ask('order.receive', one)
      const { rows, to } = await known()
      end ??= { rows, to }
      expect({ rows, to }).toEqual(end)
      expect(await told('order.cancelled')).toBe(1)
      await expect(shop.ask('order.forward', { order: '1042' })).rejects.toThrow('Order 1042 is cancelled.')
      expect(await shop.database.db.$count(purchaseOrders)).toBe(0)
    }),
    { numRuns: 12 },
  )
  expect(end).toMatchObject({ rows: [{ cancelled: true, cancelReason: 'customer', financialStatus: 'refunded' }] })
})

const fulfilled = incoming('1042', [{ sku: 'LAMP', fulfilled: 1 }]).lines

test('an order fulfilled elsewhere is not shipped again, though its creation comes late', async () => {
  const lines = [{ sku: 'LAMP' }]
  expect((await shop.receive('1042', lines, { updatedAt: at(3), lines: fulfilled })).text).toBe(
    'It was fulfilled in the store before it came in.',
  )
  expect((await shop.receive('1042', lines, { updatedAt: at(1) })).outcome).toBe('unchanged')
  expect(await shop.database.db.$count(orders)).toBe(0)
  await shop.receive('1042', lines, { updatedAt: at(3), lines: fulfilled })
  expect(await told('order.passed_over')).toBe(1)
  expect((await shop.receive('1042', lines, { updatedAt: at(4) })).outcome).toBe('received')
})

test('an order that waits here and is fulfilled elsewhere has nothing left to forward', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }], { updatedAt: at(1) })
  await shop.receive('1042', [{ sku: 'LAMP' }], { updatedAt: at(2), lines: fulfilled })
  expect(await shop.refused(shop.ask('order.forward', { order: '1042' }))).toBe(
    'Nothing of order 1042 is left to forward.',
  )
})

test('what we forwarded stays as it is when the store hears that it was fulfilled', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }], { updatedAt: at(1) })
  await shop.receive('1042', [{ sku: 'LAMP' }], { updatedAt: at(2), lines: fulfilled })
  expect((await known()).lines).toHaveLength(1)
  expect(await told('change.requested')).toBe(0)
})

test('two deliveries of the same new order at once are one order', async () => {
  const both = await Promise.all([1, 2, 3, 4].map(() => shop.receive('1042', [{ sku: 'LAMP' }])))
  expect(both.map(one => one.outcome).toSorted()).toEqual(['received', 'unchanged', 'unchanged', 'unchanged'])
  expect(await shop.database.db.$count(orders)).toBe(1)
})

test('a new order and its cancellation at once end as cancelled, with no lock that waits for ever', async () => {
  for (let i = 0; i < 5; i++) {
    await Promise.all([
      shop.receive(`10${i}`, [{ sku: 'LAMP' }], { updatedAt: at(1) }),
      shop.receive(`10${i}`, [], { updatedAt: at(2), cancelledAt: at(2) }),
    ])
  }
  const rows = await shop.database.db.select().from(orders)
  expect(rows.map(row => row.cancelledAt !== null)).toEqual([true, true, true, true, true])
})

test('the same delivery key is heard once, even with another body', async () => {
  const delivery = { source: 'shopify', key: 'w1' }
  const by = { side: 'system', name: 'Shopify' } as const
  await shop.bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), by, delivery)
  expect((await shop.bot.ask('order.receive', incoming('1043', [{ sku: 'LAMP' }]), by, delivery)).outcome).toBe('again')
  expect(await shop.database.db.$count(orders)).toBe(1)
})
