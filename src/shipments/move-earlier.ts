import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Shipment, shipments } from './tables.ts'
import { lastDelivery } from './times-without.ts'

type Times = Pick<Shipment, 'scannedAt' | 'deliveredAt'>

/** A carrier tells late what it did first: what is recorded of a parcel's times is never later than what it says. */
export async function moveEarlier({ db }: Verb, { id }: PurchaseOrder, parcel: Shipment, said: Times): Promise<void> {
  const scannedAt = earlier(said.scannedAt, parcel.scannedAt)
  const deliveredAt = earlier(said.deliveredAt, parcel.deliveredAt)
  if (!scannedAt && !deliveredAt) return
  const times = { ...(scannedAt && { scannedAt }), ...(deliveredAt && { deliveredAt }) }
  await db.update(shipments).set(times).where(eq(shipments.id, parcel.id))
  if (!deliveredAt) return
  const [po] = await db.select().from(purchaseOrders).where(eq(purchaseOrders.id, id))
  if (!po?.deliveredAt) return
  const last = lastDelivery(await db.select().from(shipments).where(eq(shipments.purchaseOrderId, id)))
  if (last && last < po.deliveredAt)
    await db.update(purchaseOrders).set({ deliveredAt: last }).where(eq(purchaseOrders.id, id))
}

/** What is said, where it is earlier than what is recorded; null where it is not, or nothing is. */
const earlier = (said: Date | null, recorded: Date | null) => (said && recorded && said < recorded ? said : null)
