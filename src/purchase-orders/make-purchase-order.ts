import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Order } from '../orders/tables.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { letter } from './purchase-order.ts'
import { send } from './send-purchase-order.ts'
import type { Part } from './split.ts'
import { purchaseOrders } from './tables.ts'
import { pinLines } from './write-record.ts'

export type Made = { id: string; number: string; says: string }

/** Makes a purchase order of these lines under the order's next letter, and sends it if its supplier has a room. */
export async function makePurchaseOrder(verb: Verb, order: Order, part: Part): Promise<Made> {
  const supplier = await supplierById(verb.db, part.supplierId)
  const before = await verb.db.$count(purchaseOrders, eq(purchaseOrders.orderId, order.id))
  const number = `${order.number}-${letter(before)}`
  const [po] = await verb.db
    .insert(purchaseOrders)
    .values({
      orderId: order.id,
      supplierId: supplier.id,
      number,
      method: order.method,
      draftedAt: verb.now,
      replaces: part.replaces ?? null,
    })
    .returning()
  if (!po) throw new Error('a purchase order was not inserted')
  await pinLines(verb.db, po.id, part.lines)
  const sent = await send(verb, { po, order, supplier })
  if (!sent) await verb.record('purchase_order.drafted', po.id, { orderId: order.id, number, supplierId: supplier.id })
  return {
    id: po.id,
    number,
    says: sent
      ? `${number} went to ${supplier.name}`
      : `${number} waits: ${supplier.name} has no room yet (/supplier room)`,
  }
}
