import { desc, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { beginsWith, numberKey } from '../kernel/ground/number-key.ts'
import { type HasWord, isWithin } from '../kernel/ground/search.ts'
import { hasWords, wordsIn } from '../kernel/ground/words-in.ts'
import { orderLines, orders, shipTos } from '../orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { formerNumbers, removedShipments, shipments } from '../shipments/tables.ts'

const ofPurchaseOrder = (id: SQLWrapper) =>
  sql`select ${purchaseOrders.orderId} from ${purchaseOrders} where ${purchaseOrders.id} = ${id}`

/**
 * The orders that go by exactly that: their number, that of a purchase order, a tracking number, also one that was
 * corrected or taken off, or the customer's e-mail address.
 */
export async function ordersNumbered(db: Reads, text: string, most: number): Promise<readonly string[]> {
  const number = text.replace(/^#/, '').toLowerCase()
  const tracking = text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  const parcels = sql`select ${shipments.purchaseOrderId} as po from ${shipments} where ${shipments.number} = ${tracking}
    union all select ${removedShipments.purchaseOrderId} from ${removedShipments} where ${removedShipments.number} = ${tracking}
    union all select ${shipments.purchaseOrderId} from ${formerNumbers}
      join ${shipments} on ${shipments.id} = ${formerNumbers.shipmentId} where ${formerNumbers.number} = ${tracking}`
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      inArray(
        orders.id,
        sql`(select ${orders.id} from ${orders} where ${eq(numberKey(orders.number), number)}
        union all select ${shipTos.orderId} from ${shipTos} where ${eq(numberKey(shipTos.email), number)}
        union all select ${purchaseOrders.orderId} from ${purchaseOrders} where ${eq(numberKey(purchaseOrders.number), number)}
        union all select (${ofPurchaseOrder(sql`parcel.po`)}) from (${parcels}) as parcel)`,
      ),
    )
    .orderBy(desc(orders.receivedAt), desc(orders.id))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** A shorter part of a tracking number is in too many of them. */
const LEAST = 5

/** The ids of the orders with a word in their number, customer, city, products or tracking numbers, each from an index. */
export const ordersWithWord: HasWord = (word, within) => {
  const begun = word.replace(/^#/, '').toLowerCase()
  const tracking = word.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  const { sku, title, orderId } = orderLines
  const { orderId: itsOrder } = purchaseOrders
  const pins = purchaseOrderLines
  const { name, company, email, city } = shipTos
  const parcels = sql`union all select ${itsOrder} from (${parcelsWith(tracking)}) as parcel
    join ${purchaseOrders} on ${purchaseOrders.id} = parcel.po where ${isWithin(itsOrder, within)}`
  // What a supplier was sent is still called so on its cards.
  return sql`select ${orders.id} from ${orders}
      where ${beginsWith(numberKey(orders.number), begun)} and ${isWithin(orders.id, within)}
    union all select ${itsOrder} from ${purchaseOrders}
      where ${beginsWith(numberKey(purchaseOrders.number), begun)} and ${isWithin(itsOrder, within)}
    union all select ${shipTos.orderId} from ${shipTos}
      where ${hasWords(wordsIn(name, company, email, city), word)} and ${isWithin(shipTos.orderId, within)}
    union all select ${orderId} from ${orderLines}
      where ${hasWords(wordsIn(sku, title), word)} and ${isWithin(orderId, within)}
    union all select ${itsOrder} from ${pins} join ${purchaseOrders} on ${purchaseOrders.id} = ${pins.purchaseOrderId}
      where ${hasWords(wordsIn(pins.sku, pins.title), word)} and ${isWithin(itsOrder, within)}
    ${tracking.length < LEAST ? sql`` : parcels}`
}

/** The purchase orders of parcels with that in their number, or before it was corrected or taken off: people read its end. */
function parcelsWith(part: string): SQL {
  const like = `%${part}%`
  const removed = removedShipments
  const corrected = sql`select ${shipments.purchaseOrderId} from ${shipments} where ${shipments.id} = ${formerNumbers.shipmentId}`
  return sql`select ${shipments.purchaseOrderId} as po from ${shipments} where ${shipments.number} like ${like}
    union all select ${removed.purchaseOrderId} from ${removed} where ${removed.number} like ${like}
    union all select (${corrected}) from ${formerNumbers} where ${formerNumbers.number} like ${like}`
}
