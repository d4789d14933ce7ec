import { getTableColumns, getTableName } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { integrations } from '../../src/integrations/index.ts'
import { allHoldings, registerHoldings } from '../../src/kernel/ground/holding.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { foundInTables, looseColumns } from '../stage/found-in-tables.ts'
import { said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { aWholeLife, openStage, PLANTED, type Stage } from './a-customer.ts'
import { isMailedAbout } from './by-mail.ts'

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

const found = () => foundInTables(database.db, PLANTED)

test('a table is in the map, or nobody knows whether a customer stays in it', async () => {
  const mapped = new Map(allHoldings().map(one => [getTableName(one.table), one]))
  const columns = await looseColumns(database.db)
  expect(columns.length).toBeGreaterThan(100)
  const unknown = columns.filter(({ table }) => !mapped.has(table)).map(({ table, column }) => `${table}.${column}`)
  expect(unknown).toEqual([])
})

test('of a customer who was erased nothing is left in any table, file, log line, card or thread', async () => {
  await aWholeLife(stage)
  await isMailedAbout(database.db, stage)
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
