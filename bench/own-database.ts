import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../src/kernel/ground/db.ts'
import { openPglite } from '../src/kernel/ground/pglite.ts'
import { openPostgres } from '../src/kernel/ground/postgres.ts'

/** `url`: where another process finds it, if it can. */
export type OwnDatabase = Database & { url: string | null }

/** A database that nobody else has; gone once it is closed. */
export function ownDatabase(): Promise<OwnDatabase> {
  return process.env.DATABASE_URL ? onServer(process.env.DATABASE_URL) : embedded()
}

async function embedded(): Promise<OwnDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'))
  const database = await openPglite(folder)
  return {
    ...database,
    url: null,
    async close() {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function onServer(server: string): Promise<OwnDatabase> {
  const { url, drop } = await makeDatabase(server)
  const database = await openPostgres(url)
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await drop()
    },
  }
}

/** A new database at a server, for several processes. */
export async function makeDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `waybill_bench_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    async drop() {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
