import { ofSuppliers } from '../kernel/asking/room.ts'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { list } from '../kernel/words/text.ts'
import { whyNever } from '../orders/gate.ts'
import type { Order } from '../orders/tables.ts'
import { type Part, split } from '../purchase-orders/split.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type Routing, routingOf } from './open-lines.ts'

/** An order that stays as it is, and why, as a sentence. */
export type StayingOrder = { number: string; why: string }

/** What goes to whom if these orders are forwarded: `suppliers` the one with the most first. */
export type ForwardingPlan = {
  ready: readonly { id: string; number: string }[]
  suppliers: readonly { name: string; purchaseOrders: number; hasRoom: boolean }[]
  /** Of the ready ones, how many have a line that nobody supplies. */
  partly: number
  leftOut: readonly StayingOrder[]
}

/** Plans what `order.forward` would do with each of many orders. */
export async function planForwarding(db: Reads, all: readonly Order[]): Promise<ForwardingPlan> {
  const routings = await routingOf(
    db,
    all.map(({ id }) => id),
  )
  const judged = all.map(order => ({ order, ...judge(order, routings.get(order.id)) }))
  const ready = judged.filter(({ why }) => why === null)
  const parts = Map.groupBy(
    ready.flatMap(one => one.parts),
    ({ supplierId }) => supplierId,
  )
  const ids = [...parts.keys()]
  const named = await db.select().from(suppliers).where(among(suppliers.id, ids))
  const theirs = ids.length > 0 ? await db.select().from(rooms).where(ofSuppliers(ids)) : []
  const withRoom = new Set(theirs.map(({ supplierId }) => supplierId))
  return {
    ready: ready.map(({ order: { id, number } }) => ({ id, number })),
    suppliers: named
      .map(({ id, name }) => ({ name, purchaseOrders: parts.get(id)?.length ?? 0, hasRoom: withRoom.has(id) }))
      .toSorted((a, b) => b.purchaseOrders - a.purchaseOrders || a.name.localeCompare(b.name)),
    partly: ready.filter(({ loose }) => loose > 0).length,
    leftOut: judged.flatMap(({ order, why }) => (why === null ? [] : [{ number: order.number, why }])),
  }
}

type Judged = { why: string | null; parts: readonly Part[]; loose: number }

/** Where an order would go, or why nowhere. Pure. */
function judge(order: Order, routing: Routing | undefined): Judged {
  const { parts, unrouted } = routing ? split(routing.open, routing.route) : { parts: [], unrouted: [] }
  return { why: whyNot(order) ?? whyNowhere(order, parts, unrouted), parts, loose: unrouted.length }
}

function whyNot(order: Order): string | null {
  if (order.cancelledAt) return 'It is cancelled.'
  if (order.heldAt) return 'It is on hold.'
  if (order.erasedAt) return 'Its customer’s data was erased.'
  return whyNever(order.financialStatus)
}

function whyNowhere(order: Order, parts: readonly Part[], unrouted: readonly { sku: string | null }[]): string | null {
  if (parts.length > 0) return null
  if (unrouted.length > 0)
    return `Needs routing: nobody supplies ${list(unrouted.map(({ sku }) => sku ?? 'a line without SKU'))}.`
  return order.forwardedAt ? 'It is forwarded already.' : 'Nothing is left to forward.'
}
