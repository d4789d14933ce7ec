import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Finding } from '../shapes/finding.ts'
import { orRefusal, Refusal } from '../words/refusal.ts'
import { count } from '../words/text.ts'
import type { Db, Reads } from './db.ts'
import type { Seal } from './seal.ts'

/** A column of sealed texts, and what each of them was sealed for. */
export type SealedColumn = { column: PgColumn; about: SQL<string> }

/** Seals with the first key what others sealed, so that those can go. What does not open stays as it is. */
export async function reseal(db: Db, seal: Seal, columns: readonly SealedColumn[]): Promise<void> {
  for (const { column, about } of columns)
    for (const one of await readOlder(db, seal, { column, about })) {
      const opened = orRefusal(() => seal.open(one.sealed, one.about))
      if (opened instanceof Refusal) continue
      // No two texts are sealed alike: who changed it meanwhile has sealed another.
      await db.execute(sql`update ${column.table} set ${sql.identifier(column.name)} = ${seal.seal(opened, one.about)}
        where ${column} = ${one.sealed}`)
    }
}

/** Whether others than the first key are still needed, for who replaces one; nothing while there is but one. */
export async function lookAtKeys(db: Reads, seal: Seal, columns: readonly SealedColumn[]): Promise<readonly Finding[]> {
  if (seal.keys < 2) return []
  const older = await Promise.all(columns.map(one => readOlder(db, seal, one)))
  const left = older.flat().length
  const what =
    left === 0
      ? 'SECRETS_KEY: the first key has sealed everything. Take the others out.'
      : `SECRETS_KEY: other keys sealed ${count(left, 'secret')}. Keep those keys: Waybill seals it all with the first one tonight.`
  return [{ well: true, what }]
}

async function readOlder(db: Reads, seal: Seal, { column, about }: SealedColumn) {
  const rows = await db
    .select({ sealed: sql<string>`${column}`, about })
    .from(column.table)
    .where(sql`${column} is not null`)
  return rows.filter(({ sealed }) => !seal.isNewest(sealed))
}
