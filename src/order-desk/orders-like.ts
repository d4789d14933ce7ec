import { and, desc, eq, ilike, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { orderLines, orders, shipTos } from '../orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { formerNumbers, removedShipments, shipments } from '../shipments/tables.ts'

/** Of so many newest orders those that fit come first: only where they are few are all looked through. */
const NEW = 500

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
  return newest(
    db,
    inArray(
      orders.id,
      sql`(select ${orders.id} from ${orders} where ${eq(numberKey(orders.number), number)}
        union all select ${shipTos.orderId} from ${shipTos} where ${eq(numberKey(shipTos.email), number)}
        union all select ${purchaseOrders.orderId} from ${purchaseOrders} where ${eq(numberKey(purchaseOrders.number), number)}
        union all select (${ofPurchaseOrder(sql`parcel.po`)}) from (${parcels}) as parcel)`,
    ),
    most,
  )
}

/** The newest orders that have each of the words in their number, customer, city, products or tracking numbers. */
export async function ordersLike(db: Reads, text: string, most: number): Promise<readonly string[]> {
  const words = text.replace(/^#/, '').split(/\s+/)
  const fitting = (within: SQL | null) => and(...words.map(word => inArray(orders.id, withText(word, within))))
  const { id, receivedAt } = orders
  const lately = sql`(array(select ${id} from ${orders} order by ${receivedAt} desc limit ${NEW}))`
  const found = await newest(db, fitting(lately), most)
  return found.length < most ? newest(db, fitting(null), most) : found
}

async function newest(db: Reads, which: SQL | undefined, most: number): Promise<readonly string[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(which)
    .orderBy(desc(orders.receivedAt), desc(orders.id))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** The ids of the orders with that text; each table is read once, and of it only the orders `within`. */
function withText(text: string, within: SQL | null): SQL {
  const { sku, title, orderId } = orderLines
  const pins = purchaseOrderLines
  const only = (id: SQLWrapper) => (within ? sql`${id} = any${within}` : sql`true`)
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const bare = `%${text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()}%`
  const { name, company, email, city } = shipTos
  const corrected = sql`select ${shipments.purchaseOrderId} from ${shipments} where ${shipments.id} = ${formerNumbers.shipmentId}`
  const parcels = sql`select ${shipments.purchaseOrderId} as po from ${shipments} where ${shipments.number} like ${bare}
    union all select ${removedShipments.purchaseOrderId} from ${removedShipments} where ${removedShipments.number} like ${bare}
    union all select (${corrected}) from ${formerNumbers} where ${formerNumbers.number} like ${bare}`
  // What a supplier was sent is still called so on its cards.
  return sql`(select ${orders.id} from ${orders} where ${orders.number} ilike ${like} and ${only(orders.id)}
    union all select ${shipTos.orderId} from ${shipTos}
      where concat_ws(E'\\n', ${name}, ${company}, ${email}, ${city}) ~* ${accentless(text)} and ${only(shipTos.orderId)}
    union all select ${orderId} from ${orderLines} where (${ilike(sku, like)} or ${ilike(title, like)}) and ${only(orderId)}
    union all select ${purchaseOrders.orderId} from ${pins}
      join ${purchaseOrders} on ${purchaseOrders.id} = ${pins.purchaseOrderId}
      where (${ilike(pins.sku, like)} or ${ilike(pins.title, like)}) and ${only(purchaseOrders.orderId)}
    ${bare.length > 6 && !within ? sql`union all select (${ofPurchaseOrder(sql`parcel.po`)}) from (${parcels}) as parcel` : sql``})`
}

const bareOf = (letter: string) => letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
/** Letters with an accent, by the same without. */
const ACCENTED = Map.groupBy(
  Array.from({ length: 0x17f - 0xbf }, (_, index) => String.fromCharCode(0xc0 + index)),
  bareOf,
)

/** A regular expression for a text, with or without accents. Pure. */
function accentless(text: string): string {
  const letter = (one: string) => `[${bareOf(one)}${(ACCENTED.get(bareOf(one)) ?? []).join('')}]`
  return [...text.normalize('NFC')]
    .map(one => (ACCENTED.has(bareOf(one)) ? letter(one) : one.replace(/[^\p{L}\p{N}]/u, '\\$&')))
    .join('')
}
