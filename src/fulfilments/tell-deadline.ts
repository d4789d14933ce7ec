import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { promisedBy } from '../purchase-orders/promised-by.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type TellingParts, tellBesides } from './tell-besides.ts'

/** Tells an order's store by when what waits of it ships, as its suppliers agreed or promised. */
export const tellDeadline = (telling: TellingParts): TaskKind =>
  tellBesides('deadline', telling, async ({ storefront, link, order }) => {
    const deadline = order.cancelledAt ? null : await deadlineOf(telling.db, order.id)
    if (deadline) await storefront.setDeadline?.(link, order.externalId, deadline)
  })

/** The moment by which everything that suppliers still have of an order has shipped; null where they have nothing. */
async function deadlineOf(db: Reads, order: string): Promise<Date | null> {
  const { shipBy, promisedOn } = purchaseOrders
  const open = await db
    .select({ shipBy, promisedOn, zone: suppliers.zone })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(and(eq(purchaseOrders.orderId, order), isToShip, isNotNull(shipBy), isNull(purchaseOrders.replaces)))
  return open
    .map(one => (one.promisedOn ? promisedBy(one.promisedOn, one.zone) : one.shipBy))
    .reduce((last, one) => (one && (!last || one > last) ? one : last), null)
}
