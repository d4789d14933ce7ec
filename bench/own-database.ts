import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../src/kernel/ground/db.ts'
import { openPglite } from '../src/kernel/ground/pglite.ts'
import { openPostgres } from '../src/kernel/ground/postgres.ts'

type Opened = { database: Database; close(): Promise<void> }

/** An empty database of its own: embedded, or on PostgreSQL when DATABASE_URL names a server. */
export function ownDatabase(): Promise<Opened> {
  const server = process.env.DATABASE_URL
  return server ? onPostgres(server) : embedded()
}

async function embedded(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'))
  const database = await openPglite(folder)
  return {
    database,
    async close() {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A database of its own on that server, which is dropped in the end. */
async function onPostgres(server: string): Promise<Opened> {
  const name = `waybill_bench_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name}`)
  const database = await openPostgres(Object.assign(new URL(server), { pathname: `/${name}` }).href)
  return {
    database,
    async close() {
      await database.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
