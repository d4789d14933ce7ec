import type { Reads } from '../kernel/ground/db.ts'
import type { OpenLine, Route } from '../purchase-orders/split.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'
import { type OrderRows, pinned, readOrderRows } from './order-rows.ts'

export type Routing = {
  open: readonly OpenLine[]
  route: Route
  /** Whether that supplier said no to that line. */
  declined: (lineId: string, supplierId: string) => boolean
}

/** The pieces of an order that no live purchase order asks for, and who may be asked for them. */
export async function routingOf(db: Reads, orderId: string): Promise<Routing> {
  return readRouting(db, await readOrderRows(db, orderId))
}

/** The same of rows that are read already. */
export async function readRouting(db: Reads, rows: OrderRows): Promise<Routing> {
  // What replaces other pieces leaves those of the order as they are.
  const asked = pinned(rows).filter(({ po }) => !po.replaces)
  const open = rows.lines
    .filter(({ openPieces }) => openPieces > 0)
    .map(({ id, sku, openPieces }) => ({ id, sku, quantity: openPieces }))
  const takers = await takersOf(
    db,
    open.map(({ sku }) => sku),
  )
  const declined = (id: string, supplierId: string) =>
    asked.some(
      ({ po, line }) =>
        (po.declinedAt || line.declined.length > 0) && line.orderLineId === id && po.supplierId === supplierId,
    )
  const route: Route = ({ id, sku }) => (sku ? (takers.get(skuKey(sku)) ?? []) : []).filter(one => !declined(id, one))
  return { open, route, declined }
}
