import { sql } from 'drizzle-orm'
import { amongNamed, amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { orderLines } from '../orders/tables.ts'
import type { OpenLine, Route } from '../purchase-orders/split.ts'
import { skuKey } from '../suppliers/sku.ts'
import { supplierSkus } from '../suppliers/tables.ts'
import { fitting, type SkuListing, type Takers, takersAmong, takersOf } from '../suppliers/takers.ts'
import { type AskedRows, pinned, readAskedRows } from './order-rows.ts'

export type Routing = {
  open: readonly OpenLine[]
  route: Route
  /** Whether that supplier said no to that line. */
  declined: (lineId: string, supplierId: string) => boolean
}

/** The pieces of orders that no live purchase order asks for, and who may be asked for them, by the order's id. */
export async function routingOf(db: Reads, orderIds: readonly string[]): Promise<ReadonlyMap<string, Routing>> {
  const [rows, listings] = await Promise.all([readAskedRows(db, orderIds), listingsFor(db, orderIds)])
  return routingIn(db, rows, listings)
}

/** What suppliers list of the SKUs of orders, in one statement with the rows that are read in the same breath. */
export async function listingsFor(db: Reads, orderIds: readonly string[]): Promise<readonly SkuListing[]> {
  return (await readListings(db, { ids: JSON.stringify(orderIds) })).listings
}

const readListings = readingTogether(({ ids }: Placeholders<'ids'>) => {
  const skus = sql`select lower(${orderLines.sku}) from ${orderLines} where ${amongNamed(orderLines.orderId, ids)}`
  return { listings: [supplierSkus, fitting(amongThose(supplierSkus.skuKey, skus))] }
})

/** Databases lower the letters of English alike, and not all lower others. */
const isLoweredAlike = (sku: string | null) => /^[\x20-\x7e]*$/.test(sku ?? '')

/** The same of rows that are read already. */
export async function routingIn(
  db: Reads,
  all: ReadonlyMap<string, AskedRows>,
  listings: readonly SkuListing[],
): Promise<ReadonlyMap<string, Routing>> {
  const openOf = new Map([...all].map(([id, rows]) => [id, openLines(rows)]))
  const skus = [...openOf.values()].flatMap(open => open.map(({ sku }) => sku))
  const takers = skus.every(isLoweredAlike) ? takersAmong(listings, skus) : await takersOf(db, skus)
  return new Map([...all].map(([id, rows]) => [id, routingAmong(rows, takers, openOf.get(id))]))
}

function openLines({ lines }: AskedRows): readonly OpenLine[] {
  const open = lines.filter(({ openPieces }) => openPieces > 0)
  return open.map(({ id, sku, openPieces }) => ({ id, sku, quantity: openPieces }))
}

/** The same of one order, where it is known who supplies its lines. Pure. */
export function routingAmong(rows: AskedRows, takers: Takers, open = openLines(rows)): Routing {
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
