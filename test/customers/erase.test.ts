import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { integrations } from '../../src/integrations/index.ts'
import { allHoldings, registerHoldings } from '../../src/kernel/ground/holding.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { aWholeLife, openStage, PLANTED, type Stage } from './a-customer.ts'

let database: TestDatabase
let stage: Stage
beforeAll(async () => {
  database = await testDatabase()
  registerHoldings(integrations.flatMap(({ holds = [] }) => holds))
})
beforeEach(async () => {
  await database.empty()
  stage = await openStage(database)
})
afterEach(() => stage.close())
afterAll(() => database.close())

type Column = { table: string; column: string; type: string }

/** Every column that could hold anything, as the database itself names them: a new table is looked at unasked. */
async function looseColumns(): Promise<readonly Column[]> {
  const found = await database.db.execute(sql`select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public' and data_type not in ('integer', 'bigint', 'smallint', 'boolean', 'uuid', 'date',
      'timestamp with time zone') order by table_name, ordinal_position`)
  return rowsOf(found).map(row => ({
    ...{ table: String(row.table_name), column: String(row.column_name), type: String(row.data_type) },
  }))
}

/** Where the customer is found: `ship_tos.street`. */
async function found(): Promise<readonly string[]> {
  const places: string[] = []
  for (const { table, column, type } of await looseColumns()) {
    const name = sql.identifier(column)
    const text = type === 'bytea' ? sql`encode(${name}, 'escape')` : sql`${name}::text`
    const rows = rowsOf(
      await database.db.execute(
        sql`select ${text} as text from ${sql.identifier(table)} where ${text} ~* ${PLANTED.source}`,
      ),
    )
    if (rows.length > 0) places.push(`${table}.${column}: ${String(rows[0]?.text).slice(0, 300)}`)
  }
  return places
}

test('a table is in the map, or nobody knows whether a customer stays in it', async () => {
  const mapped = new Map(allHoldings().map(one => [getTableName(one.table), one]))
  const columns = await looseColumns()
  expect(columns.length).toBeGreaterThan(100)
  const unknown = columns.filter(({ table }) => !mapped.has(table)).map(({ table, column }) => `${table}.${column}`)
  expect(unknown).toEqual([])
})

test('of a customer who was erased nothing is left in any table, file, log line, card or thread', async () => {
  await aWholeLife(stage)
  const before = await found()
  const planted = new Set(before.map(one => one.split(':')[0]))
  expect(held().filter(place => !planted.has(place))).toEqual(NOT_PLANTED)
  const sam = stage.bot.as('Sam', 'orders')
  expect(said(await sam.does('/order erase 1042 sure:yes'))).toMatch(/^The customer’s data of order 1042 is erased/)
  await stage.settles()
  expect(await found()).toEqual([])
  expect(stringsIn(stage.chat.messages)).not.toMatch(PLANTED)
  expect(stringsIn(stage.logged)).not.toMatch(PLANTED)
  for (const room of ['orders', 'alerts', 'support', 'lumen-console'])
    expect(await (await stage.app.request(`/as/sam/rooms/${room}`)).text()).not.toMatch(PLANTED)
}, 60_000)

/** Columns that the map says may hold something of a customer's. */
function held(): readonly string[] {
  return allHoldings().flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([key, fate]) =>
      fate === 'kept' ? [] : [`${getTableName(table)}.${getTableColumns(table)[key]?.name}`],
    ),
  )
}

/** What is held for minutes, and a fingerprint. */
const NOT_PLANTED = ['inbox.payload', 'ship_tos.told']
