import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { inject } from 'vitest'
import type { Database } from '../src/kernel/ground/db.ts'
import { openPglite } from '../src/kernel/ground/pglite.ts'
import { openPostgres } from '../src/kernel/ground/postgres.ts'

export type TestDatabase = Database & {
  /** Empties every table, so that a test starts from nothing. */
  empty(): Promise<void>
  /** Where other processes find it; null for the embedded one. */
  url: string | null
}

/** A migrated database of one's own: PostgreSQL where `DATABASE_URL` names one, else the embedded one. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL
  return server ? onPostgres(server) : onPglite()
}

async function onPglite(): Promise<TestDatabase> {
  const image = new Blob([await readFile(inject('image'))])
  const database = await openPglite(null, { image })
  return { ...database, url: null, empty: () => empty(database) }
}

async function onPostgres(server: string): Promise<TestDatabase> {
  const name = `waybill_test_${randomBytes(6).toString('hex')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openPostgres(url.href)
  const close = async () => {
    await database.close()
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  return { ...database, url: url.href, close, empty: () => empty(database) }
}

async function empty({ db }: Database): Promise<void> {
  const found = await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`)
  const rows = (Array.isArray(found) ? found : (found as { rows: unknown[] }).rows) as { tablename: string }[]
  await db.execute(sql.raw(`truncate ${rows.map(row => `"${row.tablename}"`).join(', ')} restart identity`))
}
