import { eq, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { firstBreach, whichLate } from '../late/find-late.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import type { Lateness } from './lateness.ts'

/**
 * How many purchase orders of each supplier are late, by how long; the snoozed are left out, as in the list next to it.
 */
export async function latenessBySupplier(db: Reads, now: Date): Promise<readonly Lateness[]> {
  const breach = firstBreach(db)
  const age = sql`${now.toISOString()}::timestamptz - coalesce(${breach.dueAt}, ${cases.openedAt})`
  const counted = (which: ReturnType<typeof sql>) => sql<number>`(count(*) filter (where ${which}))::int`
  return db
    .select({
      supplier: suppliers.name,
      fresh: counted(sql`${age} < interval '1 day'`),
      days: counted(sql`${age} >= interval '1 day' and ${age} <= interval '3 days'`),
      long: counted(sql`${age} > interval '3 days'`),
    })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .leftJoinLateral(breach, sql`true`)
    .where(whichLate('late', {}, now))
    .groupBy(suppliers.id)
}
