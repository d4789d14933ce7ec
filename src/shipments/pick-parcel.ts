import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { NotHere } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { recognise } from './carriers.ts'
import { type Shipment, shipments } from './tables.ts'

/**
 * The parcel of a purchase order that somebody named, by its number as it stands or by its id.
 * @throws Refusal with the numbers that there are.
 */
export async function pickParcel(db: Reads, { id, number }: PurchaseOrder, named: string): Promise<Shipment> {
  const own = eq(shipments.purchaseOrderId, id)
  const parcels = await db.select().from(shipments).where(own).orderBy(asc(shipments.recordedAt), asc(shipments.number))
  const wanted = isId(named) ? named : recognise(named).number
  const parcel = parcels.find(one => one.id === wanted || one.number === wanted)
  if (parcel) return parcel
  if (parcels.length === 0)
    throw new NotHere(`${number} has no tracking number yet. Add one with /tracking add ${number} …`, 'shipment')
  throw new NotHere(`${number} has no parcel ${named}. It has ${list(parcels.map(one => one.number))}.`, 'shipment')
}
