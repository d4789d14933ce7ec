import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ageOfDeliveries } from '../../src/kernel/carrying/count-waiting.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { statementsOf } from '../stage/statements.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

test('how old the newest webhook of each source is takes one look at an index a source, however many came', async () => {
  const { db } = database
  expect(await ageOfDeliveries(db)).toEqual(new Map())
  await db.execute(sql`insert into deliveries (source, key, received_at)
    select 'source-' || n % 3, n::text, now() - interval '1 minute' * (n + 1) from generate_series(0, 4999) n`)
  await db.execute(sql`analyze deliveries`)
  const [statement = ''] = await statementsOf(async () => {
    const ages = [...(await ageOfDeliveries(db))].map(([source, seconds]) => [source, Math.floor(seconds / 60)])
    expect(ages.sort()).toEqual([
      ['source-0', 1],
      ['source-1', 2],
      ['source-2', 3],
    ])
  })
  const plan = rowsOf(await db.execute(sql.raw(`explain (costs off) ${statement}`)))
  const said = plan.map(row => Object.values(row).join()).join('\n')
  expect(said).toContain('deliveries_newest')
  expect(said).not.toContain('Seq Scan')
})
