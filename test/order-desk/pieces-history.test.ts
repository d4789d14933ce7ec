import { and, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { orderView } from '../../src/order-desk/order-view.ts'
import { piecesOfLine } from '../../src/order-desk/pieces-of-line.ts'
import { orders } from '../../src/orders/tables.ts'
import { stateOfPieces } from '../../src/purchase-orders/pieces.ts'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { changes, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()
const ROUTES = ['Lumen', 'Casa'] as const

const line = fc.constantFrom('LAMP', 'BULB')
const some = fc.record({ sku: line, pieces: fc.integer({ min: 1, max: 3 }) })
const answer = fc.constantFrom('ok', 'until DAY', 'declined out of stock', 'only 1', 'price 5.00', 'instead LAMP-B')
const which = fc.nat(2)
const step = fc.oneof(
  fc.record({ do: fc.constant('reply' as const), which, about: some, answer }),
  fc.record({ do: fc.constant('ship' as const), which, about: some }),
  fc.record({ do: fc.constant('take-back' as const), which, about: some }),
  fc.record({ do: fc.constant('store' as const), LAMP: fc.nat(4), BULB: fc.nat(3) }),
  fc.record({ do: fc.constant('change' as const), which, yes: fc.boolean() }),
  fc.record({ do: fc.constantFrom('acknowledge' as const, 'decline' as const, 'deliver' as const), which }),
  fc.record({ do: fc.constant('came' as const), which, parcel: fc.nat(2) }),
  fc.record({ do: fc.constant('come-back' as const), which, about: some }),
  fc.record({ do: fc.constant('forward' as const), to: fc.constantFrom(...ROUTES) }),
  fc.record({ do: fc.constant('cancel' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

let count = 0
let hour = 0

async function play(number: string, one: Step): Promise<void> {
  const { db } = shop.database
  const [order] = await db.select().from(orders).where(eq(orders.number, number))
  if (!order) throw new Error(`no order ${number}`)
  const made = await db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, order.id))
  const po = 'which' in one ? made.toSorted((a, b) => (a.number < b.number ? -1 : 1))[one.which]?.number : undefined
  const purchaseOrder = po ?? `${number}-A`
  const pieces = 'about' in one ? `${one.about.sku} x${one.about.pieces}` : ''
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  switch (one.do) {
    case 'reply':
      await shop.ask('po.reply', { purchaseOrder, lines: `${pieces} ${one.answer.replace('DAY', day)}` })
      break
    case 'ship':
      await shop.ask('tracking.add', {
        purchaseOrder,
        number: `PARCEL${count++}X`,
        carrier: 'other: Van',
        lines: pieces,
      })
      break
    case 'take-back':
      await shop.ask('po.take-back', { purchaseOrder, lines: pieces })
      break
    case 'store': {
      const wanted = (['LAMP', 'BULB'] as const).map((sku, index) => ({
        ...{ sku, quantity: one[sku], externalId: `line-${index + 1}` },
      }))
      await shop.receive(number, wanted, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)) })
      break
    }
    case 'change': {
      const ids = made.map(({ id }) => id)
      const open = await db.select().from(changes).where(inArray(changes.purchaseOrderId, ids))
      const change = open[one.which]
      if (!change) break
      const answer = one.yes ? 'accept' : 'refuse'
      await shop.ask('po.answer', { purchaseOrder: change.purchaseOrderId, change: change.id, answer })
      break
    }
    case 'acknowledge':
      await shop.ask('po.acknowledge', { purchaseOrder })
      break
    case 'decline':
      await shop.ask('po.decline', { purchaseOrder, reason: 'other', note: 'no' })
      break
    case 'deliver':
      await shop.ask('tracking.delivered', { purchaseOrder })
      break
    case 'came': {
      const own = eq(purchaseOrders.number, purchaseOrder)
      const parcels = await db
        .select({ id: shipments.id })
        .from(shipments)
        .innerJoin(purchaseOrders, and(eq(purchaseOrders.id, shipments.purchaseOrderId), own))
      const shipment = parcels[one.parcel]?.id
      if (shipment) await shop.ask('tracking.delivered', { purchaseOrder, shipment })
      break
    }
    case 'come-back': {
      const about = { order: number, part: purchaseOrder, reason: 'damaged', happened: 'cracked', lines: pieces }
      const { text } = await shop.ask('return.open', about)
      const back = { case: /R\d+/.exec(text)?.[0] ?? '' }
      await shop.ask('return.approve', { ...back, returnTo: 'Dock 4, Shenzhen' })
      await shop.ask('return.receive', back)
      break
    }
    case 'forward':
      await shop.ask('order.forward', { order: number, supplier: one.to, skus: 'LAMP' })
      break
    case 'cancel':
      await shop.ask('order.cancel', { order: number })
      break
  }
}

/** Σ adds up, no place is below nothing, the state is what the pieces say, and nothing is bought twice. */
async function holds(number: string): Promise<void> {
  const { db } = shop.database
  const [order] = await db.select().from(orders).where(eq(orders.number, number))
  if (!order) throw new Error(`no order ${number}`)
  const view = await orderView(db, order.id)
  for (const one of view.purchaseOrders) {
    const { po, lines } = one
    const pieces = lines.map(line => piecesOfLine(one, line))
    for (const [index, places] of pieces.entries()) {
      const counts = Object.values(places)
      expect(Math.min(...counts), `${po.number} ${JSON.stringify(places)}`).toBeGreaterThanOrEqual(0)
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(lines[index]?.pin.asked)
    }
    const last = po.cancelledAt ? 'cancelled' : 'declined'
    const back = pieces.reduce((sum, { returned }) => sum + returned, 0)
    // What came back may never have been delivered: the carrier brought it home.
    const means = stateOfPieces(po.sentAt !== null, pieces, last)
    const states = means === 'delivered' && back > 0 ? ['shipped', 'delivered'] : [means]
    expect(states, po.number).toContain(purchaseOrderState(po))
    const said = pieces.reduce((sum, { declined }) => sum + declined, 0)
    if (po.declinedAt) expect(said, `${po.number} was declined`).toBeGreaterThan(0)
  }
  for (const { id, quantity } of view.lines) {
    const own = view.purchaseOrders.flatMap(({ lines }) => lines.filter(({ line }) => line.id === id))
    const shipped = own.reduce((sum, one) => sum + one.shipped, 0)
    const still = own.reduce((sum, one) => sum + one.still, 0)
    const open = view.open.find(one => one.id === id)?.quantity ?? 0
    expect(shipped + still + open).toBeLessThanOrEqual(Math.max(shipped, quantity))
  }
}

test('whatever suppliers, staff and the store do, every piece that was asked for is at one place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async steps => {
      const number = `${7000 + count++}`
      await shop.receive(number, [
        { sku: 'LAMP', quantity: 3 },
        { sku: 'BULB', quantity: 2 },
      ])
      await shop.ask('order.forward', { order: number })
      await holds(number)
      for (const one of steps) {
        try {
          await play(number, one)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        await holds(number)
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 100_000 },
  )
})
