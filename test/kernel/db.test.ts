import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { findToken, mintFor } from '../../src/kernel/asking/token.ts'
import { type Db, insideTransaction, OUTBOX_CHANNEL, transact } from '../../src/kernel/ground/db.ts'
import { lockDirectory } from '../../src/kernel/ground/directory-lock.ts'
import { countMigrations } from '../../src/kernel/ground/migrations.ts'
import { openPglite } from '../../src/kernel/ground/pglite.ts'
import { messages, outbox, rooms } from '../../src/kernel/ground/tables.ts'
import { tidy } from '../../src/kernel/ground/tidy.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { aCard, key, onPostgres, put, redraw, room } from '../stage/kernel/small-house.ts'
import { child, killed } from './child.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(() => database.empty())
afterAll(() => database.close())

describe('the outer database used inside a transaction is an error, where it would hang or read stale rows', () => {
  test.each<[string, () => PromiseLike<unknown>]>([
    ['select', () => db.select().from(rooms)],
    ['selectDistinct', () => db.selectDistinct().from(rooms)],
    ['selectDistinctOn', () => db.selectDistinctOn([rooms.id]).from(rooms)],
    ['with', () => db.with().select().from(rooms)],
    ['$count', () => db.$count(rooms)],
    ['insert', () => room(db, 'x')],
    ['update', () => db.update(rooms).set({ name: 'x' })],
    ['delete', () => db.delete(rooms)],
    ['execute', () => db.execute(sql`select 1`)],
    ['transaction', () => db.transaction(async () => {})],
  ])('%s', async (name, use) => {
    const nested = db.transaction(async tx => {
      await room(tx, 'inside')
      await use()
    })
    await expect(nested).rejects.toThrow(`db.${name} was called inside a transaction`)
    expect(await db.$count(rooms)).toBe(0)
  })

  test('and the transaction itself, a savepoint of it, and what comes after, go well', async () => {
    await db.transaction(async tx => {
      expect(insideTransaction()).toBe(true)
      await tx.transaction(inner => room(inner, 'kept'))
      await tx
        .transaction(async inner => {
          await room(inner, 'undone')
          throw new Error('no')
        })
        .catch(() => {})
    })
    expect(insideTransaction()).toBe(false)
    expect((await db.select().from(rooms)).map(({ channel }) => channel)).toEqual(['kept'])
  })

  test('while one who is outside at the same time may use it', async () => {
    const [, outside] = await Promise.all([db.transaction(tx => room(tx, 'a')), db.select().from(rooms)])
    expect(outside.length).toBeLessThan(2)
  })
})

test('a tangle that never ends is told, and nothing else is tried twice', async () => {
  let tries = 0
  const failing = (code: string) => () => {
    tries += 1
    return Promise.reject(Object.assign(new Error('x'), { cause: { code } }))
  }
  await expect(transact(db, failing('40P01'))).rejects.toThrow('x')
  expect(tries).toBe(5)
  await expect(transact(db, failing('23505'))).rejects.toThrow('x')
  expect(tries).toBe(6)
})

test('what goes to the database with the commit, and fails there, is told, and nothing was done', async () => {
  let tries = 0
  const failing = transact(db, async (tx, leave) => {
    tries += 1
    await room(tx, 'with the last')
    const last = Promise.resolve(tx.execute(sql`select 1 / ${0}::int`))
    last.catch(() => {})
    leave(last)
  })
  await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } })
  expect(tries).toBe(1)
  expect(await db.$count(rooms)).toBe(0)
  await transact(db, async (tx, leave) => leave(room(tx, 'with the last')))
  expect(await db.$count(rooms)).toBe(1)
})

test('what is notified is heard once it is committed, and not before', async () => {
  let heard = 0
  await database.listen(() => {
    heard += 1
  })
  const before = heard
  await db
    .transaction(async tx => {
      await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`)
      throw new Error('undone')
    })
    .catch(() => {})
  expect(heard).toBe(before)
  await db.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`)
  while (heard === before) await new Promise(resolve => setImmediate(resolve))
})

test.runIf(!onPostgres)('the embedded database lets everything else go on while it works', async () => {
  let turns = 0
  let working = true
  const count = () => {
    turns += 1
    if (working) setImmediate(count)
  }
  setImmediate(count)
  for (let at = 0; at < 200; at++)
    await db.transaction(async tx => {
      await room(tx, `room-${at}`)
      await tx.select().from(rooms).limit(1)
    })
  working = false
  expect(turns).toBeGreaterThan(200)
})

test('the nightly tidying keeps what is owed, and drops what served', async () => {
  const at = await room(db, 'orders')
  for (const subject of ['sent', 'queued']) await put(db, key(subject), [at], aCard({ title: subject }))
  const [first] = await db.select().from(outbox).orderBy(outbox.id)
  await db.update(outbox).set({ state: 'sent' }).where(sql`${outbox.id} = ${first?.id}`)
  await tidy(db, new Date('2026-12-24T03:17:00Z'), !onPostgres)
  expect((await db.select().from(outbox)).map(({ state }) => state)).toEqual(['queued'])
})

test('the nightly tidying forgets a button shown to one person a month ago, and one drawn away, never one that stands in a room', async () => {
  const orders = await room(db, 'orders')
  const button = { label: 'Go', command: 'thing.go', input: {} }
  await put(db, key(1042), [orders], aCard({ buttons: [button] }))
  const [message] = await db.select().from(messages)
  const press = message?.card.presses[0]?.token ?? ''
  const place = { roomId: orders.id, now: new Date('2026-11-22T12:00:00Z'), user: 'eve' }
  const own = await mintFor(db, place, { command: 'thing.go', input: {}, asks: [] })
  const found = async () => (await Promise.all([press, own].map(id => findToken(db, id)))).map(one => one?.id)
  await tidy(db, new Date('2026-12-21T03:17:00Z'), !onPostgres)
  expect(await found()).toEqual([press, own])
  await tidy(db, new Date('2026-12-24T03:17:00Z'), !onPostgres)
  expect(await found()).toEqual([press, undefined])
  await redraw(db, key(1042), aCard())
  await tidy(db, new Date('2026-12-24T03:17:00Z'), !onPostgres)
  expect(await found()).toEqual([undefined, undefined])
})

describe('a folder of the embedded database', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-lock-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  test('is one process’s alone, says so to a second, and is free again after kill -9', async () => {
    const first = await child('hold-folder.ts', folder)
    expect(first.line).toBe('held')
    const second = await child('hold-folder.ts', folder)
    expect(second.line).toMatch(/^Another Waybill is running on .*Stop it first/)
    expect(() => lockDirectory(folder)).toThrow(Refusal)
    await killed(first.process)
    const release = lockDirectory(folder)
    expect((await child('hold-folder.ts', folder)).line).toContain('Another Waybill')
    release()
    lockDirectory(folder)()
  })

  test('that cannot be written to is said so, in words', async () => {
    await writeFile(join(folder, 'file'), 'x')
    expect(() => lockDirectory(join(folder, 'file'))).toThrow(Refusal)
    expect(() => lockDirectory(join(folder, 'file'))).toThrow('Set DATA_DIR to a folder I may write to')
    await mkdir(join(folder, 'other'))
    await writeFile(join(folder, 'other', 'lock.sqlite'), 'this is no database at all '.repeat(100))
    expect(() => lockDirectory(join(folder, 'other'))).toThrow('cannot be kept in')
  })

  test.runIf(!onPostgres)('keeps its rows from one start to the next', async () => {
    const path = join(folder, 'data')
    const first = await openPglite(path)
    await room(first.db, 'kept')
    await first.close()
    const second = await openPglite(path)
    expect(await second.db.$count(rooms)).toBe(1)
    expect(second.place).toContain(path)
    await second.close()
  })
})

test('a database that a newer version wrote is left alone, in words: an older one would lose what it does not know', async () => {
  expect(await countMigrations(db)).toBe(0)
  await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`)
  onTestFinished(
    async () => void (await db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'later'`)),
  )
  await expect(countMigrations(db)).rejects.toThrow('written by a newer version of Waybill')
})

test.runIf(onPostgres)('four processes that start at once on a new database migrate it once', async () => {
  const server = process.env.DATABASE_URL ?? ''
  const name = `waybill_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const all = await Promise.all([1, 2, 3, 4].map(() => child('migrate-once.ts', url)))
  const fresh = new pg.Client(url)
  await fresh.connect()
  const { rows } = await fresh.query('select hash from drizzle.__drizzle_migrations')
  await fresh.end()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
  expect(all.map(({ line }) => line)).toEqual(Array(4).fill('migrated'))
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(0)
})
