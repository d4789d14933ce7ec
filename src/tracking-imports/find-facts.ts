import { subDays } from 'date-fns/subDays'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { notRefused, orRefusal } from '../kernel/words/refusal.ts'
import { findNamed } from '../purchase-orders/find-named.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { OWN_DAYS } from '../shipments/must-be-own-number.ts'
import { readNumber } from '../shipments/read-number.ts'
import { shipments } from '../shipments/tables.ts'
import type { Facts } from './judge-row.ts'
import type { ReadRow } from './read-rows.ts'

type Whose = { supplierId: string | null; carrier: string | null }

/** What is known of all that some rows name, in a few looks however many there are. */
export async function findFacts(db: Reads, whose: Whose, rows: readonly ReadRow[], now: Date): Promise<Facts> {
  const names = [...new Set(rows.flatMap(({ purchaseOrder }) => purchaseOrder || []))]
  const named: Facts['named'] = await findNamed(db, whose.supplierId, names)
  const ids = notRefused([...named.values()]).map(({ id }) => id)
  const numbers = notRefused(rows.map(({ number }) => orRefusal(() => readNumber(number).recognised.number)))
  const parcels = await db.select().from(shipments).where(inArray(shipments.purchaseOrderId, ids))
  const owners = await db
    .select({ number: shipments.number, supplierId: purchaseOrders.supplierId, purchaseOrder: purchaseOrders.number })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(and(inArray(shipments.number, numbers), gt(shipments.recordedAt, subDays(now, OWN_DAYS))))
  return {
    named,
    parcels: Map.groupBy(parcels, one => one.purchaseOrderId),
    owners: Map.groupBy(owners, one => one.number),
    isStaff: whose.supplierId === null,
    carrier: whose.carrier ?? undefined,
  }
}
