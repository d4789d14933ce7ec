import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { kindOf } from '../cases/kind.ts'
import { listedCases } from '../cases/listed-cases.ts'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { Overview } from '../kernel/shapes/overview.ts'
import type { LateRow } from '../late/find-late.ts'
import { LATE, openLateCaseOf } from '../late/late-cases.ts'
import { RULES } from '../late/rules.ts'
import { nextLooks } from '../late/tables.ts'
import type { WaitingOrder } from '../order-desk/waiting-orders.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { PURCHASE_ORDER_STATES } from '../purchase-orders/words.ts'
import { suppliers } from '../suppliers/tables.ts'

type Row = Overview['rows'][number]

export function waitingRow({ id, number, words, since }: WaitingOrder): Row {
  return { order: id, number, state: words, supplier: '', since, due: null }
}

export function lateRow({ order, number, rule, supplier, since }: LateRow): Row {
  const state = rule ? `Late: ${RULES[rule].found}` : 'Late'
  return { order, number, state, supplier, since, due: rule ? since : null }
}

/** Cases that nobody looks after, the longest open first; late ones are rows of their own. */
export async function rowsUnowned(db: Reads, now: Date, most: number): Promise<readonly Row[]> {
  const found = await db
    .select({ one: cases, po: purchaseOrders.number, supplier: suppliers.name })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(and(listedCases('unowned', waybill, now), ne(cases.kind, LATE)))
    .orderBy(asc(cases.openedAt), asc(cases.id))
    .limit(most)
  return found.map(({ one, po, supplier }) => ({
    ...{ order: one.orderId, number: `${one.number} · ${po}`, supplier },
    ...{ state: `${kindOf(one).title} without an owner`, since: one.openedAt, due: null },
  }))
}

/** What suppliers are still to ship and is not late, the first due first; the clock watches what is still wanted. */
export async function rowsToShip(db: Reads, most: number): Promise<readonly Row[]> {
  const { id, sentAt, shipBy, number } = purchaseOrders
  const found = await db
    .select({ po: purchaseOrders, supplier: suppliers.name })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(nextLooks, eq(nextLooks.purchaseOrderId, id))
    .where(and(isToShip, isNotNull(sentAt), sql`not exists (select 1 from ${cases} where ${openLateCaseOf(id)})`))
    .orderBy(asc(shipBy), asc(number))
    .limit(most)
  return found.map(({ po, supplier }) => ({
    ...{ order: po.orderId, number: po.number, state: PURCHASE_ORDER_STATES[purchaseOrderState(po)].words, supplier },
    ...{ since: po.sentAt ?? po.draftedAt, due: po.shipBy },
  }))
}
