import type { Reads } from '../kernel/ground/db.ts'
import type { OpenLine, Route } from '../purchase-orders/split.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'
import { type AskedRows, pinned, readAskedRows } from './order-rows.ts'

export type Routing = {
  open: readonly OpenLine[]
  route: Route
  /** Whether that supplier said no to that line. */
  declined: (lineId: string, supplierId: string) => boolean
}

/** The pieces of orders that no live purchase order asks for, and who may be asked for them, by the order's id. */
export async function routingOf(db: Reads, orderIds: readonly string[]): Promise<ReadonlyMap<string, Routing>> {
  return readRouting(db, await readAskedRows(db, orderIds))
}

/** The same of rows that are read already. */
export async function readRouting(
  db: Reads,
  all: ReadonlyMap<string, AskedRows>,
): Promise<ReadonlyMap<string, Routing>> {
  const openOf = new Map([...all].map(([id, rows]) => [id, openLines(rows)]))
  const skus = [...openOf.values()].flatMap(open => open.map(({ sku }) => sku))
  const takers = await takersOf(db, skus)
  return new Map([...all].map(([id, rows]) => [id, routing(rows, openOf.get(id) ?? [], takers)]))
}

function openLines({ lines }: AskedRows): readonly OpenLine[] {
  const open = lines.filter(({ openPieces }) => openPieces > 0)
  return open.map(({ id, sku, openPieces }) => ({ id, sku, quantity: openPieces }))
}

function routing(rows: AskedRows, open: readonly OpenLine[], takers: Awaited<ReturnType<typeof takersOf>>): Routing {
  // What replaces other pieces leaves those of the order as they are.
  const asked = pinned(rows).filter(({ po }) => !po.replaces)
  const declined = (id: string, supplierId: string) =>
    asked.some(
      ({ po, line }) =>
        (po.declinedAt || line.declined.length > 0) && line.orderLineId === id && po.supplierId === supplierId,
    )
  const route: Route = ({ id, sku }) => (sku ? (takers.get(skuKey(sku)) ?? []) : []).filter(one => !declined(id, one))
  return { open, route, declined }
}
