import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { statement } from '../../src/kernel/ground/statement.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const part = statement<'word'>(({ word }) => sql`(select ${word}::text || ${'!'}::text)`)
const whole = statement<'word' | 'many'>(
  ({ word, many }) => sql`
    select ${word}::text as first, ${part({ word })} as within, cardinality(${many}::text[]) as many, ${word}::text as last`,
)

test('a statement says each time what it is given, wherever the name stands, and nothing of the time before', async () => {
  const said = async (word: string | null, many: readonly string[]) =>
    rowsOf(await database.db.execute(whole({ word, many })))[0]
  expect(await said('oak', ['a', 'b'])).toEqual({ first: 'oak', within: 'oak!', many: 2, last: 'oak' })
  expect(await said("$1'; ash", [])).toEqual({ first: "$1'; ash", within: "$1'; ash!", many: 0, last: "$1'; ash" })
  expect(await said(null, ['a'])).toEqual({ first: null, within: null, many: 1, last: null })
})
