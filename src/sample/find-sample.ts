import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { isId } from '../kernel/words/id.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { SAMPLE_SUPPLIERS } from './sample-shop.ts'

const isSample = eq(stores.kind, 'sample')

/** The ids that all of the sample shop hangs on: its store and its suppliers. */
export async function rootsOfSample(db: Reads): Promise<readonly string[]> {
  const [own, theirs] = await Promise.all([
    db.select({ id: stores.id }).from(stores).where(isSample),
    db
      .select({ id: suppliers.id })
      .from(suppliers)
      .where(inArray(suppliers.name, [...SAMPLE_SUPPLIERS])),
  ])
  return own.length > 0 ? [...own, ...theirs].map(({ id }) => id) : []
}

/** Purchase orders that the sample's suppliers have of other stores' orders, by number. */
export async function realOrdersAtSample(db: Reads, roots: readonly string[]): Promise<readonly string[]> {
  const found = await db
    .select({ number: purchaseOrders.number })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(inArray(purchaseOrders.supplierId, [...roots]), ne(stores.kind, 'sample')))
    .limit(20)
  return found.map(({ number }) => number)
}

type Column = { table: string; column: string }

/** Every column that may hold an id of ours, as the database itself has them: a new table is among them. */
export async function idColumns(db: Db): Promise<readonly Column[]> {
  const found = await db.execute(sql`select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type in ('uuid', 'text') order by table_name, ordinal_position`)
  return rowsOf(found).map(row => ({ table: String(row.table_name), column: String(row.column_name) }))
}

/** These ids, and those of all rows that name one of them, and so on. Ids are unique among all tables. */
export async function idsHangingOn(
  db: Db,
  columns: readonly Column[],
  roots: readonly string[],
): Promise<readonly string[]> {
  const tables = Map.groupBy(columns, ({ table }) => table)
  const withIds = [...tables].filter(([, own]) => own.some(({ column }) => column === 'id'))
  const ids = new Set(roots)
  let fresh: readonly string[] = roots
  while (fresh.length > 0) {
    const found: string[] = []
    for (const [table, own] of withIds) {
      const rows = await db.execute(
        sql`select id::text as id from ${sql.identifier(table)} where ${naming(own, fresh)}`,
      )
      found.push(...rowsOf(rows).map(({ id }) => String(id)))
    }
    fresh = found.filter(id => isId(id) && !ids.has(id))
    for (const id of fresh) ids.add(id)
  }
  return [...ids]
}

/** Rows of a table that name one of these ids. */
export function naming(columns: readonly Column[], ids: readonly string[]) {
  const wanted = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
  return sql.join(
    columns.map(({ column }) => sql`${sql.identifier(column)}::text in ${wanted}`),
    sql` or `,
  )
}
