import { subDays } from 'date-fns/subDays'
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { loadOrder, shipToOf } from '../orders/load-order.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { OWN_DAYS } from './must-be-own-number.ts'
import { type Shipment, shipments } from './tables.ts'

/** What a parcel holds of another purchase order of the same supplier. */
export type Beside = { parcel: Shipment; po: PurchaseOrder }

/** The other purchase orders of its supplier in a parcel: one number is one parcel, for as long as carriers keep it. */
export async function besideIn(
  db: Reads,
  { id, supplierId }: Pick<PurchaseOrder, 'id' | 'supplierId'>,
  number: string,
  now: Date,
): Promise<readonly Beside[]> {
  return db
    .select({ parcel: shipments, po: purchaseOrders })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(
      and(
        eq(shipments.number, number),
        eq(purchaseOrders.supplierId, supplierId),
        ne(purchaseOrders.id, id),
        gt(shipments.recordedAt, subDays(now, OWN_DAYS)),
      ),
    )
    .orderBy(asc(purchaseOrders.orderId), asc(purchaseOrders.number))
}

/** The same, for a verb that changes them: their orders are locked until the transaction ends. */
export async function lockBeside(
  verb: Verb,
  po: Pick<PurchaseOrder, 'id' | 'supplierId'>,
  number: string,
): Promise<readonly Beside[]> {
  const found = await besideIn(verb.db, po, number, verb.now)
  for (const one of found) await loadOrder(verb.db, one.po.orderId)
  return found.length > 0 ? besideIn(verb.db, po, number, verb.now) : []
}

const WHERE = ['name', 'company', 'street', 'street2', 'city', 'postalCode', 'country'] as const

/** Whether two orders go to one address, ignoring spaces and capitals. An order without one goes anywhere. */
export async function goToOneAddress(db: Reads, orderId: string, otherId: string): Promise<boolean> {
  if (orderId === otherId) return true
  const [one, other] = [await shipToOf(db, orderId), await shipToOf(db, otherId)]
  if (!one || !other) return true
  const face = (text: string | null) => (text ?? '').toLowerCase().replace(/[\s.,]+/g, '')
  return WHERE.every(field => face(one[field]) === face(other[field]))
}
