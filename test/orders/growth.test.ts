import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { statementsOf } from '../stage/statements.ts'

const shop = aShop()

/** How many orders the database believes there are; less than none while it never looked. */
async function believed(): Promise<number> {
  const told = await shop.database.db.execute(sql`select reltuples::int as many from pg_class where relname = 'orders'`)
  return Number(rowsOf(told)[0]?.many)
}

test('what follows a first large import does not read whole tables as if they were still empty', async () => {
  const orders = Array.from({ length: 310 }, (_, at) => incoming(String(1_000 + at), [{ sku: 'LAMP' }]))
  await shop.ask('order.receive-many', { orders: orders.slice(0, 200) })
  expect(await believed()).toBeGreaterThanOrEqual(200)
  // It is not looked at again before it has doubled.
  const statements = await statementsOf(() => shop.ask('order.receive-many', { orders: orders.slice(200) }))
  expect(statements.filter(text => /^analyze .*"orders"/.test(text))).toEqual([])
})
