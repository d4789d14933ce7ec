import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { keepLease, type Lease } from '../../src/kernel/carrying/lease.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { leases } from '../../src/kernel/ground/tables.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { until } from '../stage/until.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const turns: string[] = []
function keep(who: string, db = database.db): Lease {
  const log = openLog('silent')
  return keepLease({ db, log, name: 'test', turns: ours => turns.push(`${who} ${ours}`), lasts: 3 })
}

it('is one process’s at a time, and the next one’s when it is given up', async () => {
  const first = keep('first')
  await until(() => first.held())
  const second = keep('second')
  await until(() => second.taken())
  expect(second.held()).toBe(false)
  await first.release()
  await until(() => second.held())
  await second.release()
  expect(turns.splice(0)).toEqual(['first true', 'first false', 'second true', 'second false'])
})

it('is stepped down from when it cannot be renewed, before another takes it', async () => {
  let cut = false
  const db = new Proxy(database.db, {
    get(target, name) {
      if (cut && name === 'insert') throw new Error('the database is away')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const first = keep('first', db)
  await until(() => first.held())
  const second = keep('second')
  cut = true
  await until(() => second.held())
  expect(first.held()).toBe(false)
  expect(turns.splice(0)).toEqual(['first true', 'first false', 'second true'])
  await Promise.all([first.release(), second.release()])
  turns.length = 0
})

it('is lost when its renewal hangs, asked for again, and given up in time all the same', async () => {
  let hangs = false
  const db = new Proxy(database.db, {
    get(target, name) {
      const never = { values: () => never, onConflictDoUpdate: () => never, returning: () => new Promise(() => {}) }
      if (hangs && name === 'insert') return () => never
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const first = keep('first', db)
  await until(() => first.held())
  const second = keep('second')
  hangs = true
  await until(() => second.held())
  expect(first.held()).toBe(false)
  hangs = false
  await second.release()
  await until(() => first.held())
  hangs = true
  await first.release()
  expect(turns.splice(0)).toEqual([
    'first true',
    'first false',
    'second true',
    'second false',
    'first true',
    'first false',
  ])
})

it('is granted again at once where a clock that was ahead granted it', async () => {
  await database.db.insert(leases).values({ name: 'test', owner: 'killed', until: sql`now() + interval '10 days'` })
  const first = keep('first')
  await until(() => first.held())
  await first.release()
  turns.length = 0
})

it('is left to who took it a moment after our own statement began', async () => {
  await database.db.insert(leases).values({ name: 'test', owner: 'other', until: sql`now() + interval '3.02 seconds'` })
  const first = keep('first')
  await until(() => first.taken())
  expect(first.held()).toBe(false)
  await first.release()
  turns.length = 0
})
