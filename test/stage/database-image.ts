import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { MIGRATIONS } from '../../src/kernel/ground/migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What each database of the tests begins as: a file for the embedded one, a database on PostgreSQL. */
    database: { image: string; template: string }
  }
}

/** Migrates one database; those of the tests begin as copies. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const image = join(tmpdir(), `waybill-image-${hash()}.tar`)
  const template = `waybill_test_${randomBytes(6).toString('hex')}`
  project.provide('database', { image, template })
  const server = process.env.DATABASE_URL
  if (server) return onPostgres(server, template)
  if (!existsSync(image)) await makeImage(image)
}

/** Of all that an image is made from: it lasts until a migration or the embedded database changes. */
function hash(): string {
  const all = createHash('sha256')
  all.update(readFileSync(createRequire(import.meta.url).resolve('@electric-sql/pglite')))
  for (const name of readdirSync(MIGRATIONS).sort())
    if (name.endsWith('.sql')) all.update(readFileSync(join(MIGRATIONS, name)))
  return all.digest('hex').slice(0, 16)
}

async function makeImage(path: string): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const client = new PGlite()
  await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS })
  const image = await client.dumpDataDir('none')
  await writeFile(`${path}.${process.pid}`, Buffer.from(await image.arrayBuffer()))
  await rename(`${path}.${process.pid}`, path)
  await client.close()
}

async function onPostgres(server: string, template: string): Promise<() => Promise<void>> {
  const { openPostgres } = await import('../../src/kernel/ground/postgres.ts')
  const { default: pg } = await import('pg')
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${template}`)
  await (await openPostgres(Object.assign(new URL(server), { pathname: `/${template}` }).href)).close()
  return async () => {
    const ours = 'select datname from pg_database where starts_with(datname, $1)'
    const { rows } = await admin.query<{ datname: string }>(ours, [template])
    for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`)
    await admin.end()
  }
}
