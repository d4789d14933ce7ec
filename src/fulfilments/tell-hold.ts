import { and, eq, isNotNull } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { linkedOrder } from './linked-order.ts'

type Parts = { db: Db; linked: LinkedStores }

/**
 * Holds an order at its store while staff hold it here, and releases it after. What a supplier has stays with the supplier,
 * so the store must take its parcels: such an order is not held there.
 */
export function tellHold({ db, linked }: Parts): TaskKind {
  return {
    async run({ subject }) {
      const found = await linkedOrder(db, linked, subject)
      if (!found || found.order.cancelledAt) return
      const { storefront, link, order } = found
      const asked = and(eq(purchaseOrders.orderId, subject), isToShip, isNotNull(purchaseOrders.sentAt))
      if (!order.heldAt || (await db.$count(purchaseOrders, asked)) > 0)
        return storefront.release?.(link, order.externalId)
      const hold = { reason: order.holdReason ?? 'other', note: order.holdNote ?? '' }
      await storefront.hold?.(link, order.externalId, hold)
    },
  }
}
