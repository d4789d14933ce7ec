import { and, asc, eq, ne, or, sql } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { type Store, stores } from '../stores/tables.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { lockIntake } from './lock-intake.ts'
import { type Heard, heardBefore } from './not-taken.ts'
import { type Order, type OrderLine, orderLines, orders, type ShipToRow, shipTos } from './tables.ts'

/** All that is known of orders that a store tells, looked up for all of them at once. */
export type KnownOrders = {
  store: Store
  /** Its orders with that id or that number, in a lasting order. */
  fitting(incoming: IncomingOrder): readonly Order[]
  /** Every line that was ever on an order, in the store's order. */
  lines(orderId: string): readonly OrderLine[]
  shipTo(orderId: string): ShipToRow | null
  /** What it reported of an order that has no row here, oldest first. */
  heard(externalId: string): readonly Heard[]
  /** Where that id is another store's. */
  elsewhere(externalId: string): readonly Elsewhere[]
}
export type Elsewhere = { externalId: string; number: string; store: Store }

/** Looks up what is known of orders, and holds it until the transaction ends. */
export async function lookUp(
  db: Db,
  store: Store,
  told: readonly IncomingOrder[],
  elsewhere: readonly Elsewhere[],
): Promise<KnownOrders> {
  await lockIntake(db, store.id, told)
  const here = await fittingOrders(db, store.id, told)
  const ids = here.map(({ id }) => id)
  const [lines, shipTos] = ids.length > 0 ? [await linesOf(db, ids), await shipTosOf(db, ids)] : [[], []]
  const byId = new Map(here.map(order => [order.externalId, order]))
  const byNumber = Map.groupBy(here, ({ number }) => number)
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId)
  const to = new Map(shipTos.map(row => [row.orderId, row]))
  const isHere = (externalId: string) => byId.get(externalId)?.cancelledAt === null
  const unsure = told.filter(({ externalId, cancelledAt }) => cancelledAt || !isHere(externalId))
  const heardAs = unsure.flatMap(({ externalId, number }) => [
    externalId,
    ...(byNumber.get(number) ?? []).map(order => order.externalId),
  ])
  const heard = await heardBefore(db, store.id, heardAs)
  const others = Map.groupBy(elsewhere, ({ externalId }) => externalId)
  return {
    store,
    fitting({ externalId, number }) {
      const same = byId.get(externalId)
      const all = new Set([...(same ? [same] : []), ...(byNumber.get(number) ?? [])])
      return [...all].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },
    lines: id => byOrder.get(id) ?? [],
    shipTo: id => to.get(id) ?? null,
    heard: externalId => heard.get(externalId) ?? [],
    elsewhere: externalId => others.get(externalId) ?? [],
  }
}

/** Orders of other stores that have one of these ids, where a store's ids are unique and not a file's own. */
export async function ordersElsewhere(
  db: Reads,
  store: Store,
  told: readonly IncomingOrder[],
): Promise<readonly Elsewhere[]> {
  const named = told[0]?.store
  if (!named?.idsAreUnique || (named.fromFile && named.kind === store.kind)) return []
  const ids = told.map(({ externalId }) => externalId)
  return db
    .select({ externalId: orders.externalId, number: orders.number, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(among(orders.externalId, ids), ne(orders.storeId, store.id)))
}

function fittingOrders(db: Db, storeId: string, told: readonly IncomingOrder[]): Promise<Order[]> {
  const ids = told.map(({ externalId }) => externalId)
  const numbers = JSON.stringify(told.map(({ number }) => number))
  const keys = sql`array(select lower(value) from jsonb_array_elements_text(${numbers}::jsonb))`
  const fits = or(among(orders.externalId, ids), sql`${numberKey(orders.number)} = any(${keys})`)
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, storeId), fits))
    .orderBy(asc(orders.id))
    .for('update')
}

const linesOf = (db: Reads, ids: readonly string[]): Promise<OrderLine[]> =>
  db.select().from(orderLines).where(among(orderLines.orderId, ids)).orderBy(asc(orderLines.position))

const shipTosOf = (db: Reads, ids: readonly string[]): Promise<ShipToRow[]> =>
  db.select().from(shipTos).where(among(shipTos.orderId, ids))
