import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { Order } from '../orders/tables.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { findStillWanted } from '../shipments/find-still-wanted.ts'
import { readPieces } from '../shipments/pieces.ts'
import { type Supplier, suppliers } from '../suppliers/tables.ts'

/** A line as its supplier was sent it, with the pieces that the order wants of it, shipped ones included. */
export type PartLine = { id: string; sku: string | null; title: string; asked: number }
const MANY = 1_000_000

export type OrderPart = { po: PurchaseOrder; supplier: Supplier; lines: readonly PartLine[] }

/**
 * The purchase order that a case is about: the one named, else the only one, else the only one with the SKUs that were
 * written.
 * @throws Refusal where none was sent, or several fit; it names them.
 */
export async function choosePart(
  db: Reads,
  order: Order,
  { named, lines }: { named: string | undefined; lines: string | undefined },
): Promise<OrderPart> {
  const parts = await partsOf(db, order.id)
  if (parts.length === 0) throw new Refusal(`Order ${order.number} is with no supplier yet.`, 'order')
  if (named) return namedAmong(parts, named, order)
  const written = lines ? parts.filter(part => names(lines, part)) : []
  const fitting = written.length > 0 ? written : parts
  const [only, second] = fitting
  if (only && !second) return only
  const which = list(
    fitting.map(({ po, supplier }) => `${po.number} (${supplier.name})`),
    'or',
  )
  throw new Refusal(`Which part of order ${order.number}? ${which}.`, 'part')
}

/** The purchase orders of an order that a supplier has, with their lines, the first first. */
export async function partsOf(db: Reads, orderId: string): Promise<readonly OrderPart[]> {
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers, pin: purchaseOrderLines })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(purchaseOrderLines, eq(purchaseOrderLines.purchaseOrderId, purchaseOrders.id))
    .where(
      and(
        eq(purchaseOrders.orderId, orderId),
        isNotNull(purchaseOrders.sentAt),
        isNull(purchaseOrders.declinedAt),
        isNull(purchaseOrders.cancelledAt),
      ),
    )
    .orderBy(asc(purchaseOrders.draftedAt), asc(purchaseOrders.number), asc(purchaseOrderLines.position))
  const still = await findStillWanted(db, eq(purchaseOrders.orderId, orderId))
  return [...Map.groupBy(rows, ({ po }) => po.id).values()].flatMap(group => {
    const [first] = group
    const lines = group.map(({ pin: { purchaseOrderId, orderLineId, sku, title } }) => ({
      ...{ id: orderLineId, sku, title },
      asked: still.of(purchaseOrderId, orderLineId).wanted,
    }))
    return first ? [{ po: first.po, supplier: first.supplier, lines }] : []
  })
}

function namedAmong(parts: readonly OrderPart[], named: string, order: Order): OrderPart {
  const typed = named.trim().replace(/^#/, '').toLowerCase()
  const found = parts.find(({ po }) => (isId(typed) ? po.id === typed : po.number.toLowerCase() === typed))
  if (found) return found
  const those = list(parts.map(({ po }) => po.number))
  throw new Refusal(`${named} is not with a supplier. Of order ${order.number} there is ${those}.`, 'part')
}

/** Whether all that was written names lines of that part, however many pieces. */
function names(typed: string, { lines }: OrderPart): boolean {
  try {
    readPieces(
      typed,
      lines.map(line => ({ ...line, left: MANY })),
    )
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
