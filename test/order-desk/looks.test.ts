import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { overview } from '../../src/digests/overview.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { numberKey } from '../../src/kernel/ground/number-key.ts'
import { orderFilters } from '../../src/order-desk/listed-orders.ts'
import { isOpenLine, orderLines, orders } from '../../src/orders/tables.ts'
import { isToAcknowledge, isToShip, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { layOpenOrders } from '../stage/open-orders.ts'
import { statementsOf } from '../stage/statements.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')

async function lay(first: number, count: number, suppliers: number): Promise<void> {
  const now = shop.bot.now()
  const open = { sentAt: now, acknowledgeBy: now, shipBy: now, spread: 86_400, watchedFrom: now }
  await layOpenOrders(shop.database.db, first, count, suppliers, open)
}
beforeEach(() => lay(1, 30, 30))

test('however much a list shows, it is read in as many statements, and few', async () => {
  const looks = [
    ...orderFilters.map(which => `/order list ${which}`),
    ...['/supplier list', '/store list', '/case list', '/late list', '/order overview', '/order find P1'],
  ]
  const counted = async () => {
    const rows = []
    for (const line of looks) rows.push([line, (await statementsOf(() => sam().types(line))).length] as const)
    return rows
  }
  const few = await counted()
  await lay(100, 60, 40)
  expect(await counted()).toEqual(few)
  for (const [line, statements] of few) expect(statements, line).toBeLessThanOrEqual(14)
  const home = await statementsOf(() => overview(shop.database.db, shop.bot.now()))
  expect(home.length).toBeLessThanOrEqual(7)
})

/** How the database comes to rows of a query, once it knows how many there are. */
async function planOf(db: Db, query: { getSQL(): unknown }): Promise<string> {
  await db.execute(sql`analyze`)
  const plan: unknown = await db.execute(sql`explain (costs off) ${query.getSQL()}`)
  const { rows } = plan as { rows: readonly object[] }
  return rows.map(row => Object.values(row).join()).join('\n')
}

test('numbers and what is open are looked up by an index, and no order is read for it', async () => {
  await lay(100, 3_000, 40)
  const { db } = shop.database
  await db.execute(
    sql`update purchase_orders set acknowledged_at = sent_at, shipped_at = sent_at where number not like 'P1_-A'`,
  )
  for (const [query, index] of [
    [
      db
        .select()
        .from(orders)
        .where(eq(numberKey(orders.number), 'p77')),
      'orders_by_number',
    ],
    [
      db
        .select()
        .from(purchaseOrders)
        .where(eq(numberKey(purchaseOrders.number), 'p77-a')),
      'purchase_orders_by_key',
    ],
    [db.select().from(purchaseOrders).where(isToShip), 'purchase_orders_to_ship'],
    [db.select().from(purchaseOrders).where(isToAcknowledge), 'purchase_orders_to_acknowledge'],
    [db.select().from(orderLines).where(isOpenLine), 'order_lines_open'],
  ] as const) {
    const plan = await planOf(db, query)
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan')
  }
})
