import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Event } from '../events.ts'
import { amongNamed, amongThose } from '../kernel/ground/among.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { inOrder } from '../kernel/ground/journal.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { events } from '../kernel/ground/tables.ts'
import { type Store, stores } from '../stores/tables.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { type Heard, heardAmong } from './not-taken.ts'
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

/**
 * Looks up what is known of orders, and holds those that are here until the transaction ends.
 * @param found what `findTold` found of them in that store, where it was asked before
 */
export async function lookUp(
  db: Db,
  store: Store,
  told: readonly IncomingOrder[],
  elsewhere: readonly Elsewhere[],
  found?: FoundTold | null,
): Promise<KnownOrders> {
  const { here, told: said } = found ?? (await findTold(db, store.key, told))
  const heard = heardAmong(store.id, inOrder(said) as readonly Event[])
  const rows = await partsOf(
    db,
    here.map(({ id }) => id),
  )
  const byId = new Map(here.map(order => [order.externalId, order]))
  const byNumber = Map.groupBy(here, ({ number }) => number)
  const isHere = (externalId: string) => byId.get(externalId)?.cancelledAt === null
  const unsure = told.filter(({ externalId, cancelledAt }) => cancelledAt || !isHere(externalId))
  // Of what is here and goes on nothing counts that was heard before it came.
  const heardAs = new Set(
    unsure.flatMap(({ externalId, number }) => [
      externalId,
      ...(byNumber.get(number) ?? []).map(order => order.externalId),
    ]),
  )
  const byOrder = Map.groupBy(
    rows.lines.toSorted((a, b) => a.position - b.position),
    ({ orderId }) => orderId,
  )
  const to = new Map(rows.shipTos.map(row => [row.orderId, row]))
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
    heard: externalId => (heardAs.has(externalId) ? (heard.get(externalId) ?? []) : []),
    elsewhere: externalId => others.get(externalId) ?? [],
  }
}

/** Orders with one of these ids under another store's name, where a store's ids are unique. */
export async function ordersElsewhere(db: Reads, told: readonly IncomingOrder[]): Promise<readonly Elsewhere[]> {
  const named = told[0]?.store
  if (!named?.idsAreUnique) return []
  const ids = JSON.stringify(told.map(({ externalId }) => externalId))
  const rows = await readElsewhere(db, { ids, key: named.key })
  const byId = new Map(rows.stores.map(store => [store.id, store]))
  return rows.orders.flatMap(({ externalId, number, storeId }) => {
    const store = byId.get(storeId)
    return store ? [{ externalId, number, store }] : []
  })
}

const readElsewhere = readingTogether(({ ids, key }: Placeholders<'ids' | 'key'>) => {
  // The index begins with the store: of an id alone, all orders would be read.
  const other = sql`select ${stores.id} from ${stores} where ${stores.key} <> ${key}`
  const others = sql`${amongThose(orders.storeId, other)} and ${amongNamed(orders.externalId, ids)}`
  return {
    orders: [orders, others],
    stores: [stores, amongThose(stores.id, sql`select ${orders.storeId} from ${orders} where ${others}`)],
  }
})

/** Those of them that another store has, by whatever name; a file's own ids are nobody else's. Pure. */
export function ofOthers(
  all: readonly Elsewhere[],
  store: Store,
  told: readonly IncomingOrder[],
): readonly Elsewhere[] {
  const named = told[0]?.store
  return named?.fromFile && named.kind === store.kind ? [] : all.filter(one => one.store.id !== store.id)
}

/**
 * Orders of a store with these ids or numbers, locked in a lasting order, and what it reported of all those ids.
 * @param key the store's, or that of one that turned out to be it
 */
export function findTold(db: Db, key: string, told: readonly IncomingOrder[]): Promise<FoundTold> {
  const ids = JSON.stringify(told.map(({ externalId }) => externalId))
  const numbers = JSON.stringify(told.map(({ number }) => number))
  return readFitting(db, { ids, numbers, key })
}

export type FoundTold = Awaited<ReturnType<typeof readFitting>>

const readFitting = readingTogether(({ ids, numbers, key }: Placeholders<'ids' | 'numbers' | 'key'>) => {
  const store = sql`(select coalesce(${stores.sameAs}, ${stores.id}) from ${stores} where ${stores.key} = ${key})`
  const own = (column: PgColumn, which: SQL) =>
    sql`select ${column} from ${orders} where ${orders.storeId} = ${store} and ${which}`
  const keys = sql`array(select lower(value) from jsonb_array_elements_text(${numbers}::jsonb))`
  const numbered = sql`${numberKey(orders.number)} = any(${keys})`
  const named = sql`select value from jsonb_array_elements_text(${ids}::jsonb)`
  // Each by its own index: for either one, the whole store would be read.
  const fitting = sql`${own(orders.id, amongThose(orders.externalId, named))} union ${own(orders.id, numbered)}`
  const all = sql`${named} union ${own(orders.externalId, numbered)}`
  return {
    here: [orders, amongThose(orders.id, fitting), sql`order by ${orders.id} for update`],
    told: [events, amongThose(events.about, sql`select ${store} || '/' || id from (${all}) as named(id)`)],
  }
})

async function partsOf(db: Reads, ids: readonly string[]): Promise<{ lines: OrderLine[]; shipTos: ShipToRow[] }> {
  if (ids.length === 0) return { lines: [], shipTos: [] }
  return readParts(db, { ids: JSON.stringify(ids) })
}

const readParts = readingTogether(({ ids }: Placeholders<'ids'>) => ({
  lines: [orderLines, amongNamed(orderLines.orderId, ids)],
  shipTos: [shipTos, amongNamed(shipTos.orderId, ids)],
}))
