import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { ShipToResource } from '../kernel/shapes/case-resources.ts'
import { NotHere } from '../kernel/words/refusal.ts'
import { shipToOf } from '../orders/load-order.ts'
import { findPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'

/** Where the parcel of a purchase order goes. Who may see it, and that they did, is `po.shipto`'s business, asked before. */
export async function readShipToResource(
  { db, actor }: { db: Reads; actor: Actor },
  named: string,
): Promise<ShipToResource> {
  const { number, orderId } = await findPurchaseOrder(db, actor, named)
  const row = await shipToOf(db, orderId)
  if (!row) throw new NotHere(`${number} has no ship-to on record.`)
  const { name, company, street, street2, city, region, postalCode, country, phone, email } = row
  return { name, company, street, street2, city, region, postalCode, country, phone, email }
}
