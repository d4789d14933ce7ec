import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { readingTogether, readSelect } from '../kernel/ground/read-together.ts'
import { type Placeholders, statement } from '../kernel/ground/statement.ts'
import { isId } from '../kernel/words/id.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { NotHere, Refusal } from '../kernel/words/refusal.ts'
import { stores } from '../stores/tables.ts'
import { numbersNamed, waysToName, named as whichNamed } from './address.ts'
import { type Order, type OrderLine, orderLines, orders, type ShipToRow, shipTos } from './tables.ts'

/**
 * The order that somebody named, locked until the transaction ends: `1042`, `#1042`, or `1042@shop` where stores share it.
 * @throws Refusal with the nearest number, or the stores to choose from.
 */
export async function loadOrder(db: Db, named: string): Promise<Order> {
  const id = isId(named) ? named : await findOrderId(db, named)
  const [order] = (await lockOrder(db, { id })).locked
  if (!order) throw new NotHere('That order is not here any more.', 'order')
  return order
}

const lockOrder = readingTogether(({ id }: Placeholders<'id'>) => ({
  locked: [orders, eq(orders.id, id), sql`for update`],
}))

/** The id of the order that somebody named, without locking it. Same refusals as `loadOrder`. */
export async function findOrderId(db: Reads, named: string): Promise<string> {
  if (isId(named)) return named
  const found = (await readSelect(db, numbered({ numbers: numbersNamed(named) }))) as readonly Numbered[]
  const fitting = whichNamed(
    found.toSorted((a, b) => a.place - b.place),
    named,
  )
  const [first, second] = fitting
  if (first && !second) return first.id
  if (first) {
    const stores = new Set(fitting.map(one => one.store)).size > 1
    const several = stores
      ? `Several stores have an order ${first.number}`
      : `Several orders have the number ${first.number}`
    throw new Refusal(`${several}. Write ${waysToName(fitting)}.`, 'order')
  }
  throw new NotHere(await unknown(db, numbersNamed(named).at(-1) ?? named), 'order')
}

type Numbered = { id: string; number: string; store: string; name: string; place: number }

const numbered = statement<'numbers'>(
  ({ numbers }) => sql`
    select json_build_object('id', ${orders.id}, 'number', ${orders.number}, 'store', ${stores.key}, 'name', ${stores.name},
      'place', row_number() over (order by ${stores.key}, ${orders.placedAt}, ${orders.id})) as held
    from ${orders} join ${stores} on ${stores.id} = ${orders.storeId}
    where ${numberKey(orders.number)} = any(${numbers}::text[])
    order by ${stores.key}, ${orders.placedAt}, ${orders.id} limit 50`,
)

async function unknown(db: Reads, number: string): Promise<string> {
  const recent = await db.select({ number: orders.number }).from(orders).orderBy(desc(orders.receivedAt)).limit(500)
  const near = nearest(
    number,
    recent.map(one => one.number),
  )
  return `I can’t find order ${number}. ${near ? `Did you mean ${near}?` : 'See /order list, or look with /order find.'}`
}

/** Every line that was ever on an order, in the store's order. */
export function allLinesOf(db: Reads, orderId: string): Promise<OrderLine[]> {
  return db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position))
}

/** The lines still wanted, in the store's order. */
export function linesOf(db: Reads, orderId: string): Promise<OrderLine[]> {
  return db
    .select()
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), sql`${orderLines.quantity} > 0`))
    .orderBy(asc(orderLines.position))
}

export async function shipToOf(db: Reads, orderId: string): Promise<ShipToRow | null> {
  const [row] = await db.select().from(shipTos).where(eq(shipTos.orderId, orderId))
  return row ?? null
}
