import { and, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { allHoldings, type OrderScope } from '../kernel/ground/holding.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { files } from '../kernel/ground/tables.ts'

/** The files that anything about an order names. */
export async function filesOfOrder(db: Db, scope: OrderScope): Promise<readonly string[]> {
  const named = new Set<string>()
  for (const { files, rows } of allHoldings()) {
    const which = rows?.(scope)
    if (!files || !which) continue
    for (const row of rowsOf(await db.execute(sql`select named.file from (${files(which)}) as named(file)`)))
      if (typeof row.file === 'string') named.add(row.file)
  }
  return [...named]
}

/** Deletes those of these files that nothing names any more. @returns how many */
export async function forgetFiles(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const gone = await db
    .delete(files)
    .where(and(inArray(files.id, [...ids]), isUnnamed()))
    .returning({ id: files.id })
  return gone.length
}

/** Deletes files that were made before then and that nothing names any more. */
export async function forgetUnnamedFiles(db: Db, before: Date): Promise<void> {
  await db.delete(files).where(and(lt(files.madeAt, before), isUnnamed()))
}

function isUnnamed() {
  const all = allHoldings().flatMap(({ files }) => (files ? [files(sql`true`)] : []))
  const named = sql.join(all, sql` union all `)
  return sql`not exists (select from (${named}) as named(file) where named.file = ${files.id}::text)`
}
