import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { backUp } from '../../src/back-up.ts'
import { serveCopies } from '../../src/kernel/ground/backups/copy-socket.ts'
import { outlived } from '../../src/kernel/ground/backups/roll.ts'
import type { DatabaseSettings } from '../../src/kernel/ground/database-trouble.ts'
import type { Database, Db } from '../../src/kernel/ground/db.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { openPglite } from '../../src/kernel/ground/pglite.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { restore } from '../../src/restore.ts'
import { openBot, system } from '../stage/bot.ts'
import { foundInTables } from '../stage/found-in-tables.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop, shopChat } from '../stage/shop.ts'

const server = process.env.DATABASE_URL
const made: string[] = []
let folder: string
let backups: string
let live: { where: DatabaseSettings; database: Database }
const closes: (() => Promise<unknown>)[] = []

/** Somewhere for a database: a name on PostgreSQL, a folder for the embedded one. */
async function place(template = 'template0'): Promise<DatabaseSettings> {
  if (!server) return { url: null, folder: join(folder, randomBytes(4).toString('hex')) }
  const name = `waybill_backup_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template}`)
  made.push(name)
  return { url: Object.assign(new URL(server), { pathname: `/${name}` }).href, folder: null }
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(statement).finally(() => admin.end())
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-backups-'))
  backups = join(folder, 'backups')
  const { image, template } = inject('database')
  const where = await place(template)
  const database = where.url
    ? await openPostgres(where.url)
    : await openPglite(where.folder, { image: new Blob([await readFile(image)]) })
  live = { where, database }
  const bot = await openBot(database, shopChat())
  await openShop(bot)
  for (const number of ['1042', '1043'])
    await bot.ask('order.receive', incoming(number, [{ sku: 'LAMP' }], { note: 'Ring twice' }), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  await keepFile(database.db, { name: 'label.pdf', bytes: Buffer.from('%PDF-1.7 label') }, bot.now())
  await bot.pump.idle()
  await bot.close()
})
afterEach(async () => {
  for (const close of closes.splice(0)) await close()
})
afterAll(async () => {
  await live.database.close()
  for (const name of made) await onServer(`drop database if exists ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

/** What every table holds, in a digest each. */
async function contents(db: Db): Promise<Record<string, string>> {
  const named = rowsOf(
    await db.execute(sql`select table_name as name from information_schema.tables
    where table_schema = 'public' order by 1`),
  )
  const all: Record<string, string> = {}
  for (const { name } of named) {
    const table = sql.identifier(String(name))
    const [row] = rowsOf(
      await db.execute(sql`select count(*) || ' ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as held
        from ${table} t`),
    )
    all[String(name)] = String(row?.held)
  }
  return all
}

/** As a running Waybill does. */
async function running(): Promise<void> {
  const { where, database } = live
  if (where.folder && database.copy) closes.push(await serveCopies(where.folder, database.copy))
}

const newest = async () => {
  const names = (await readdir(backups)).filter(name => name.startsWith('waybill-')).sort()
  return join(backups, names.at(-1) ?? '')
}

async function backedUp(at = new Date()): Promise<string> {
  await running()
  const said = await backUp({ database: live.where }, ['--to', backups], at)
  expect(said).toMatch(/2 orders, \d+ MB, read back after it was written\.\n.*SECRETS_KEY/)
  return newest()
}

const refused = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    error => error,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).message
}

test('a backup of a running Waybill restores to the same rows, files too, and never over a database that is there', async () => {
  const path = await backedUp()
  const before = await contents(live.database.db)
  const target = await place()
  const said = await restore({ database: target }, [path, '--erasures', 'none'])
  expect(said).toMatch(/is restored into .*: 2 orders\. Nobody was erased since, as you say\./)
  const restored = await open(target)
  expect(await contents(restored.db)).toEqual(before)
  expect(before.files).toMatch(/^[1-9]/)
  await restored.close()
  expect(await refused(restore({ database: target }, [path, '--erasures', 'none']))).toMatch(
    /already, and I don’t write over/,
  )
  expect(await refused(restore({ database: target }, [path]))).toContain('Write: npm run restore')
})

test('who was erased after the backup does not come back with it', async () => {
  const path = await backedUp()
  const { where, database } = live
  const bot = await openBot(database, shopChat())
  const held = /Lindqvist|Hamngatan|zoe@|Ring twice/
  expect(await foundInTables(database.db, held)).not.toEqual([])
  await bot.ask('order.erase', { order: '1042', sure: 'yes' }, system)
  await bot.pump.idle()
  await bot.close()

  await backedUp(new Date(Date.now() + 60_000))
  const list = join(backups, 'erasures.json')
  expect(JSON.parse(await readFile(list, 'utf8'))).toMatchObject([{ number: '1042' }])
  // PostgreSQL is read while Waybill runs on it; the embedded database is another process's alone.
  for (const source of [list, ...(where.url ? [where.url] : [])]) {
    const target = await place()
    const said = await restore({ database: target }, [path, '--erasures', source])
    expect(said).toContain('1 erasure on the list: all of it is erased here too.')
    const restored = await open(target)
    const whose =
      await restored.db.execute(sql`select o.number, s.street from ship_tos s join orders o on o.id = s.order_id
      order by 1`)
    expect(rowsOf(whose)).toMatchObject([{ number: '1042', street: null }, { number: '1043' }])
    await restored.close()
  }

  await writeFile(join(folder, 'odd.json'), '{"not": "a list"}')
  const target = await place()
  const odd = restore({ database: target }, [path, '--erasures', join(folder, 'odd.json')])
  expect(await refused(odd)).toContain('isn’t a list of erasures')
  const untouched = restore({ database: target }, [path, '--erasures', list])
  expect(await untouched).toContain('is restored')
})

test('a backup that is cut off, or of the other database, is refused and leaves nothing behind', async () => {
  const path = await backedUp(new Date(Date.now() + 120_000))
  const cut = join(folder, server ? 'cut.dump' : 'cut.tar.gz')
  await writeFile(cut, await readFile(path))
  await truncate(cut, 20_000)
  const target = await place()
  expect(await refused(restore({ database: target }, [cut, '--erasures', 'none']))).toMatch(
    /pg_restore:|can’t be opened/,
  )
  const other = join(folder, server ? 'other.tar.gz' : 'other.dump')
  await writeFile(other, '')
  expect(await refused(restore({ database: target }, [other, '--erasures', 'none']))).toContain('goes into PostgreSQL')
  expect(await restore({ database: target }, [path, '--erasures', 'none'])).toContain('2 orders')
})

test.runIf(server)(
  'PostgreSQL’s programs that are missing or too old are said so, before anything is written',
  async () => {
    const { PATH } = process.env
    onTestFinished(() => {
      process.env.PATH = PATH
    })
    const programs = await mkdtemp(join(folder, 'programs-'))
    process.env.PATH = programs
    const again = () => refused(backUp({ database: live.where }, ['--to', join(folder, 'none')]))
    expect(await again()).toMatch(/^pg_dump is missing\. Install PostgreSQL’s client programs/)
    await writeFile(join(programs, 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 9.6.1"\n')
    await chmod(join(programs, 'pg_dump'), 0o700)
    process.env.PATH = `${programs}${delimiter}${PATH}`
    expect(await again()).toMatch(/is version \d+, and pg_dump here is 9, which is too old for it/)
    expect(await readdir(join(folder, 'none'))).toEqual([])
  },
)

test.runIf(!server)(
  'without a running Waybill the folder is locked for the copy, and without a database there is none',
  async () => {
    const nowhere = { url: null, folder: join(folder, 'empty') }
    expect(await refused(backUp({ database: nowhere }, ['--to', backups]))).toContain('There is no database in')
    // Held by this process, which answers nobody.
    expect(await refused(backUp({ database: live.where }, ['--to', backups]))).toContain('Another Waybill is running')
    const stopped = await place()
    await (await open(stopped)).close()
    expect(await backUp({ database: stopped }, ['--to', join(folder, 'stopped')])).toContain('0 orders')
    expect(await refused(backUp({ database: stopped }, ['--days', 'x']))).toContain('Write: npm run backup')
  },
)

test('backups older than a month are deleted, never the newest one, nor what isn’t one', () => {
  const names = ['2026-09-01', '2026-10-03', '2026-10-04', '2026-11-02'].map(day => `waybill-${day}T04-00-00Z.dump`)
  const others = ['erasures.json', 'waybill-2026-01-01T04-00-00Z.dump.part', 'waybill-notes.txt']
  const now = new Date('2026-11-03T04:00:00Z')
  expect(outlived([...names, ...others], now, 30)).toEqual(names.slice(0, 2))
  expect(outlived(names.slice(0, 1), now, 30)).toEqual([])
})
