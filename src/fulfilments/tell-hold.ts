import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { HELD_IN_STORE } from '../orders/order.ts'
import type { Order } from '../orders/tables.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { type TellingParts, tellBesides } from './tell-besides.ts'

/**
 * Holds an order at its store while staff hold it here, and releases it after. What a supplier has stays with the supplier,
 * so the store must take its parcels: such an order is not held there. One that is cancelled here stays held
 * while its store has it open, so that nobody ships it.
 */
export const tellHold = (telling: TellingParts): TaskKind =>
  tellBesides('hold', telling, async ({ storefront, link, order }) => {
    const { externalId, holdReason, holdNote } = order
    // What others hold there needs no hold of ours.
    if (holdReason === HELD_IN_STORE || !(await isHeldThere(telling.db, order)))
      return storefront.release?.(link, externalId)
    await storefront.hold?.(link, externalId, { reason: holdReason ?? 'other', note: holdNote ?? '' })
  })

async function isHeldThere(db: Reads, { id, heldAt }: Order): Promise<boolean> {
  const asked = and(eq(purchaseOrders.orderId, id), isToShip, isNotNull(purchaseOrders.sentAt))
  return heldAt !== null && (await isHeldByStaff(db, id)) && (await db.$count(purchaseOrders, asked)) === 0
}

/** What waits by the store's own word, the store lets go by itself. */
async function isHeldByStaff(db: Reads, order: string): Promise<boolean> {
  const byStaff = and(eq(events.name, 'order.held'), sql`${events.actor}->>'side' = 'staff'`)
  const [last] = await db
    .select({ name: events.name })
    .from(events)
    .where(and(eq(events.about, order), or(byStaff, eq(events.name, 'order.released'))))
    .orderBy(desc(events.id))
    .limit(1)
  return last?.name === 'order.held'
}
