import { and, getTableName, or, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { allHoldings, type Holding, type OrderScope } from '../kernel/ground/holding.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { heldColumns } from './empty-rows.ts'

/** What one table holds of a customer's own: its name, and the rows that hold something. */
export type KnownRows = { table: string; rows: readonly object[] }

/** All that the map says is known about an order's customer, table by table. */
export async function readKnown(db: Db, scope: OrderScope): Promise<readonly KnownRows[]> {
  const held: KnownRows[] = []
  for (const holding of allHoldings()) {
    const rows = holding.read ? await holding.read(db, scope) : await readRows(db, scope, holding)
    if (rows.length > 0) held.push({ table: getTableName(holding.table), rows })
  }
  return held
}

async function readRows(db: Db, scope: OrderScope, holding: Holding): Promise<readonly object[]> {
  const which = holding.rows?.(scope)
  const columns = heldColumns(holding)
  if (!which || columns.length === 0) return []
  const names = sql.join(
    columns.map(({ key, column }) => sql`${column} as ${sql.identifier(key)}`),
    sql`, `,
  )
  const some = or(...columns.map(({ column, empty }) => sql`${column} is distinct from ${empty}`))
  const found = rowsOf(await db.execute(sql`select ${names} from ${holding.table} where ${and(which, some)}`))
  return found.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
}
