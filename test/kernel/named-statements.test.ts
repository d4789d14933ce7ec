import { type AddressInfo, connect, createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, transact } from '../../src/kernel/ground/db.ts'
import { statementNames } from '../../src/kernel/ground/named-statements.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { onPostgres } from '../stage/kernel/small-house.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A connection that keeps under which names it was asked, and fails as it is told to. */
function aClient() {
  const names: (string | undefined)[] = []
  let code: string | null = null
  const query = async ({ name }: pg.QueryConfig) => {
    names.push(name)
    if (code) throw Object.assign(new Error('no'), { code })
  }
  const client = { query } as unknown as pg.PoolClient
  statementNames()(client)
  const send = (text: string, values: unknown[] = [1]) => client.query({ text }, values).catch(() => {})
  return { names, send, fail: (with_: string | null) => (code = with_) }
}

test('what is sent often gets a name that stays, and what takes no values none', async () => {
  const { names, send } = aClient()
  for (const text of ['a', 'b', 'a', 'a', 'b', 'a', 'b']) await send(text)
  for (let turn = 0; turn < 5; turn++) await send('begin', [])
  expect(names.slice(0, 7)).toEqual([undefined, undefined, undefined, 'waybill_1', undefined, 'waybill_1', 'waybill_2'])
  expect(new Set(names.slice(7))).toEqual(new Set([undefined]))
})

test('texts without end, as lists of any length make, fill no connection', async () => {
  const { names, send } = aClient()
  for (let text = 0; text < 1_000; text++) for (let turn = 0; turn < 3; turn++) await send(String(text))
  expect(new Set(names).size).toBe(401)
})

test.each(['26000', '42P05'])('where a session has lost a name (%s) nothing is named any more', async code => {
  const { names, send, fail } = aClient()
  for (let turn = 0; turn < 3; turn++) await send('a')
  fail(code)
  await send('a')
  fail(null)
  await send('a')
  expect(names.slice(2)).toEqual(['waybill_1', 'waybill_1', undefined])
})

/** How many statements the session keeps under a name after one was sent five times. */
const kept = (db: Db) =>
  db.transaction(async tx => {
    for (let turn = 0; turn < 5; turn++) await tx.execute(sql`select ${turn}::int`)
    return tx.$count(sql`pg_prepared_statements where name like 'waybill%'`)
  })

test.runIf(onPostgres)('an ask is done though its session forgot every name in the middle', async () => {
  const own = await openPostgres(database.url ?? '')
  expect(await kept(own.db)).toBeGreaterThan(0)
  let tries = 0
  await transact(own.db, async tx => {
    tries += 1
    if (tries === 1) await tx.execute(sql`deallocate all`)
    await tx.execute(sql`select ${tries}::int`)
  })
  expect(tries).toBe(2)
  await own.close()
})

test.runIf(onPostgres)('behind a pooler nothing is named, for its next session would not know the name', async () => {
  const pooler = await aPooler(database.url ?? '')
  const own = await openPostgres(pooler.url, { migrates: false })
  expect(await kept(own.db)).toBe(0)
  await own.close()
  pooler.close()
})

/** Stands between, and gives connections numbers of its own. */
async function aPooler(url: string): Promise<{ url: string; close(): void }> {
  const { hostname, port } = new URL(url)
  const server = createServer(near => {
    const far = connect(Number(port || 5432), hostname)
    for (const one of [near, far]) one.on('error', () => {})
    near.pipe(far)
    far.on('data', bytes => near.write(renumbered(bytes)))
    far.on('close', () => near.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return { url: Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href, close: () => void server.close() }
}

/** Changes the number in BackendKeyData: a type, a length that counts itself, and the number. */
function renumbered(bytes: Buffer): Buffer {
  for (let at = 0; at + 9 <= bytes.length && bytes[at]; at += 1 + bytes.readUInt32BE(at + 1))
    if (bytes[at] === 0x4b) bytes.writeInt32BE(bytes.readInt32BE(at + 5) + 1, at + 5)
  return bytes
}
