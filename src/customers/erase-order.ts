import { and, eq, sql } from 'drizzle-orm'
import { markOrders } from '../erasures/mark.ts'
import { erasures } from '../erasures/tables.ts'
import type { Why } from '../erasures/why.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { allHoldings, type DataPart } from '../kernel/ground/holding.ts'
import { loadOrder } from '../orders/load-order.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { emptyRows } from './empty-rows.ts'
import { filesOfOrder, forgetFiles } from './forget-files.ts'
import { scopeOfOrder } from './scope-of-order.ts'

export type Erasable = { order: string; parts: readonly DataPart[]; why: Why }

/**
 * Erases parts of what is known of an order's customer, wherever the map says that it is; the order, its numbers and its
 * money stay. It is marked, so that nothing brings it back, and counted.
 * @returns how many fields and files went
 */
export async function eraseOrder(
  verb: Verb,
  { order: id, parts, why }: Erasable,
): Promise<{ fields: number; files: number }> {
  const { db, now } = verb
  const order = await loadOrder(db, id)
  const [store] = await db.select({ key: stores.key }).from(stores).where(eq(stores.id, order.storeId))
  if (!store) throw new Error(`the store of order ${id} is not here`)
  const [address, words] = [parts.includes('address'), parts.includes('words')]
  await markOrders(verb, { store: store.key, address, words, why }, [order])
  const scope = await scopeOfOrder(db, order)
  const named = words ? await filesOfOrder(db, scope) : []
  let fields = 0
  for (const holding of allHoldings()) {
    const erasing = { db, scope, parts, now }
    fields += holding.erase ? await holding.erase(erasing) : await emptyRows(holding, erasing)
  }
  const files = await forgetFiles(db, named)
  const times = { ...(address && { erasedAt: now }), ...(words && { wordsErasedAt: now }) }
  await db.update(orders).set(times).where(eq(orders.id, id))
  await db
    .update(erasures)
    .set({ pending: false, fields: sql`${erasures.fields} + ${fields}`, files: sql`${erasures.files} + ${files}` })
    .where(and(eq(erasures.store, store.key), eq(erasures.externalId, order.externalId)))
  const what = address && words ? 'all' : address ? 'address' : 'words'
  await verb.record('order.erased', id, { number: order.number, what, why, fields, files })
  return { fields, files }
}
