import { eq, inArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { cases } from '../cases/tables.ts'
import { cardsOf } from '../kernel/asking/board-holding.ts'
import type { Db } from '../kernel/ground/db.ts'
import { allHoldings, type OrderScope } from '../kernel/ground/holding.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { events, messages } from '../kernel/ground/tables.ts'
import { isId } from '../kernel/words/id.ts'
import { calledThere } from '../orders/not-taken.ts'
import type { Order } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

/** Everything about an order, by what tables call it. */
export async function scopeOfOrder(db: Db, order: Order): Promise<OrderScope> {
  const asked = await db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, order.id))
  const open = await db.select().from(cases).where(eq(cases.orderId, order.id))
  const ids = { orders: [order.id], purchaseOrders: asked.map(({ id }) => id), cases: open.map(({ id }) => id) }
  const about = [order.id, ...ids.purchaseOrders, ...ids.cases, calledThere(order.storeId, order.externalId)]
  const numbers = [order, ...asked, ...open].map(({ number }) => number)
  const scope = { ...ids, about, numbers, messages: [] }
  const facts = await db.select({ id: events.id }).from(events).where(inArray(events.about, about))
  const names = [...about, ...facts.map(({ id }) => String(id)), ...(await idsOf(db, scope))]
  const cards = await db.select({ id: messages.id }).from(messages).where(cardsOf(names))
  return { ...scope, messages: cards.map(({ id }) => id) }
}

/** The ids of all rows about it: a card has the id of what it shows. */
async function idsOf(db: Db, scope: OrderScope): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { table, rows } of allHoldings()) {
    const id = (table as unknown as { id?: PgColumn }).id
    const which = rows?.(scope)
    if (id?.columnType !== 'PgUUID' || !which) continue
    const found = await db.execute(sql`select ${id}::text as id from ${table} where ${which}`)
    ids.push(...rowsOf(found).map(row => String(row.id)))
  }
  return ids.filter(isId)
}
