import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { events, messages, outbox } from '../../src/kernel/ground/tables.ts'
import { orderLines, orderRefunds, orders, shipTos } from '../../src/orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop } from '../stage/shop.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const refund = { externalId: 'r1', at: at(3), amountMinor: 450, shippingMinor: 0, lines: [] }

/** What a store may say of an order in turn: it comes, changes, waits for its money, is refunded, cancelled, or ends unfit. */
const sayings = (number: string) => [
  incoming(number, [{ sku: 'LAMP' }, { sku: 'BOWL' }], { updatedAt: at(1) }),
  incoming(number, [{ sku: 'LAMP', quantity: 2 }, { sku: 'GONE' }], { updatedAt: at(2), note: 'Ring twice' }),
  incoming(number, [{ sku: 'LAMP' }], { updatedAt: at(2), financialStatus: 'pending' }),
  incoming(number, [{ sku: 'LAMP' }], { updatedAt: at(3), refunds: [refund], refundedMinor: 450 }),
  incoming(number, [], { updatedAt: at(4), cancelledAt: at(4), cancelReason: 'customer' }),
  incoming(number, [{ sku: 'LAMP' }], { updatedAt: at(1), shipTo: null }),
  incoming(number, [{ sku: 'BOWL', fulfilled: 1 }], { updatedAt: at(3) }),
]
const all = ['1041', '1042', '1043', '1044'].flatMap(sayings)
const histories = fc.array(fc.constantFrom(...all), { minLength: 8, maxLength: 24 })
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 24, maxLength: 24 })

async function openAgain(): Promise<void> {
  await shop.database.empty()
  for (const purpose of ['orders', 'alerts', 'support'] as const)
    await listStaffRoom(shop.database.db, { chat: 'memory', channel: purpose, name: purpose, purpose }, at(1))
  await openShop(shop.bot)
}

/** All that there is of orders in the end, without ids and times of ours, by what it belongs to. */
async function inTheEnd() {
  const { db } = shop.database
  const here = await db.select().from(orders)
  const own = await db.select().from(purchaseOrders)
  const names = new Map([
    ...here.map(({ id, number }) => [id, number] as const),
    ...own.map(({ id, number }) => [id, number] as const),
  ])
  const named = (id: string) => names.get(id) ?? id.replace(/^[0-9a-f-]{36}\/(?:\d+$)?/, '')
  const told = await db.select().from(events).orderBy(asc(events.id))
  const shown = await db.select().from(messages).innerJoin(outbox, eq(outbox.messageId, messages.id))
  const lines = await db.select().from(orderLines)
  const lineOf = new Map(lines.map(({ id, orderId, externalId }) => [id, `${named(orderId)} ${externalId}`]))
  const sorted = (some: readonly unknown[]) => some.map(one => JSON.stringify(one)).toSorted()
  // Cases of several orders are numbered as they are opened, and that may be in another order.
  const unnumbered = (said: string) => said.replaceAll(/\bQ\d+\b/g, 'Q')
  return {
    orders: sorted(
      here.map(({ id, storeId, receivedAt, heldAt, cancelledAt, forwardedAt, ...row }) => ({
        ...{ ...row, held: heldAt !== null, cancelled: cancelledAt !== null, forwarded: forwardedAt !== null },
      })),
    ),
    lines: sorted(lines.map(({ id, orderId, ...row }) => ({ ...row, of: named(orderId) }))),
    shipTos: sorted((await db.select().from(shipTos)).map(({ orderId, ...row }) => ({ ...row, of: named(orderId) }))),
    refunds: sorted(
      (await db.select().from(orderRefunds)).map(one => [named(one.orderId), one.externalId, one.amountMinor]),
    ),
    asked: sorted(own.map(one => [one.number, one.sentAt !== null, one.cancelledAt !== null, one.method])),
    pins: sorted(
      (await db.select().from(purchaseOrderLines)).map(one => [
        ...[named(one.purchaseOrderId), lineOf.get(one.orderLineId), one.quantity],
      ]),
    ),
    // Of each thing in its order; between things the order is that of the asks.
    events: [...Map.groupBy(told, ({ about }) => named(about))]
      .filter(([, some]) => some.some(({ name }) => /^(order|purchase_order)\./.test(name)))
      .map(([about, some]) => [about, some.map(({ name }) => name)])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    owed: sorted(
      shown.map(one => [one.messages.kind, unnumbered(one.messages.card.title), unnumbered(one.messages.card.summary)]),
    ),
  }
}

test('told one by one or many at once, orders end the same: rows, facts, purchase orders and cards', async () => {
  await shop.bot.pump.stop()
  await fc.assert(
    fc.asyncProperty(histories, cuts, fc.boolean(), async (history, sizes, forwards) => {
      const ends = []
      for (const many of [false, true]) {
        await openAgain()
        await shop.receive('1', [{ sku: 'LAMP' }])
        if (forwards) await shop.ask('store.autoforward', { store: 'Lamps', setting: 'on' })
        const left = [...history]
        for (const size of many ? sizes : history.map(() => 1)) {
          const some = left.splice(0, size)
          if (!many && some[0]) await shop.ask('order.receive', some[0])
          if (many && some.length > 0) await shop.ask('order.receive-many', { orders: some })
        }
        ends.push(await inTheEnd())
      }
      expect(ends[1]).toEqual(ends[0])
    }),
    { numRuns: 12 },
  )
})
