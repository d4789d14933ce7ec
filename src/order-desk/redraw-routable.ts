import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { isPattern, skuKey } from '../suppliers/sku.ts'
import { redrawOrder } from './redraw-order.ts'

/** Most orders looked at when a SKU finds a supplier: older ones are redrawn when they are next touched. */
const MOST_REDRAWN = 200

/** Orders show who supplies a SKU now: what waited for somebody can be forwarded, or the other way round. */
export const redrawRoutable: Reaction<'supplier.sku_listed' | 'supplier.sku_removed'> = (speech, { data }) =>
  redrawWith(speech, data.skus)

export const redrawRenamed: Reaction<'supplier.sku_renamed'> = (speech, { data }) =>
  redrawWith(speech, [data.from, data.to])

async function redrawWith(speech: Speech, skus: readonly string[]): Promise<void> {
  const key = sql`lower(trim(normalize(${orderLines.sku}, NFKC)))`
  const rows = await speech.read
    .selectDistinct({ id: orders.id })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(and(or(...skus.map(sku => fitsKey(key, skuKey(sku)))), isNull(orders.cancelledAt)))
    .orderBy(asc(orders.id))
    .limit(MOST_REDRAWN)
  for (const { id } of rows) {
    // Held until we commit, so that nobody's newer card is drawn over by what we read before.
    await speech.read.select({ id: orders.id }).from(orders).where(eq(orders.id, id)).for('update')
    redrawOrder(speech, id)
  }
}

/** Whether a SKU in the database has that key, or fits the pattern that it is. */
function fitsKey(key: SQL, wanted: string): SQL {
  if (!isPattern(wanted)) return sql`${key} = ${wanted}`
  return sql`${key} like ${wanted.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%')}`
}
