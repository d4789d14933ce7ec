import { sql } from 'drizzle-orm'
import { Refusal } from '../../words/refusal.ts'
import { databasePlace } from '../database-trouble.ts'
import type { Db } from '../db.ts'
import { openPostgres } from '../postgres.ts'
import { rowsOf } from '../rows-of.ts'
import { mustSuit, runProgram } from './programs.ts'

/** Dumps PostgreSQL in its custom format, as of one moment. @throws Refusal that says why it can’t */
export async function dumpPostgres(url: string, db: Db, path: string): Promise<void> {
  await mustSuit('pg_dump', url, await versionOf(db))
  await runProgram('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`], url)
}

/** Reads all of a dump. @throws Refusal where it is cut off, or isn’t one */
export async function readDump(path: string): Promise<void> {
  await runProgram('pg_restore', ['--file=/dev/null', path])
}

/** Restores a dump in one transaction. @throws Refusal where the database holds tables already */
export async function restorePostgres(url: string, path: string): Promise<void> {
  const { db, close } = await openPostgres(url, { migrates: false })
  try {
    if ((await countTables(db)) > 0)
      throw new Refusal(
        `The database at ${databasePlace(url)} holds tables already, and I don’t write over them. Create an empty database, and set DATABASE_URL to it.`,
      )
    await mustSuit('pg_restore', url, await versionOf(db))
  } finally {
    await close()
  }
  const words = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', path]
  await runProgram('pg_restore', words, url)
}

async function versionOf(db: Db): Promise<number> {
  const [row] = rowsOf(await db.execute(sql`select current_setting('server_version_num')::int / 10000 as major`))
  return Number(row?.major)
}

async function countTables(db: Db): Promise<number> {
  const [row] = rowsOf(
    await db.execute(sql`select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'`),
  )
  return Number(row?.tables)
}
