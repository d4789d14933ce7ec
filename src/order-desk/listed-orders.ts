import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { listedCases } from '../cases/listed-cases.ts'
import { cases } from '../cases/tables.ts'
import { amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type ListPage, pageOf, partAt } from '../kernel/ground/keyset.ts'
import { searching } from '../kernel/ground/search.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isOpenLine, orderLines, orders } from '../orders/tables.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { findStore } from '../stores/find-store.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { OrderView } from './order-view.ts'
import { ordersNumbered, ordersWithWord } from './orders-like.ts'
import { SortOrder } from './sorts.ts'
import { countedStandings, standings } from './standings.ts'
import { needRouting } from './waiting-orders.ts'

/** Which orders, by how they stand. */
export const ORDER_LISTS = {
  open: 'Open',
  new: 'Not forwarded',
  routing: 'Needs routing',
  held: 'On hold',
  problems: 'With an open case',
  mine: 'With a case of yours',
  forwarded: 'Forwarded',
  cancelled: 'Cancelled',
  all: 'All',
} as const
type Which = keyof typeof ORDER_LISTS
export const orderFilters = Object.keys(ORDER_LISTS) as [Which, ...Which[]]

/** Which orders are wanted: what lists and the work page narrow them by. Names are as people write them. */
export const OrderFilter = z.object({
  which: z.enum(orderFilters).default('open'),
  supplier: z.string().trim().min(1).optional(),
  store: z.string().trim().min(1).optional(),
  /** Each of these words is in the order, or begins one of its numbers. */
  text: z.string().trim().min(2, 'Write at least two characters').max(200).optional(),
  sort: SortOrder,
})
export type OrdersWanted = z.output<typeof OrderFilter>

/** Most orders that one number may mean. */
const SAME_NUMBER = 100

/** A page of the orders that are wanted, and how many there are; not counted where the words are in very many. @throws Refusal for a supplier or store that is not here */
export async function ordersOn(
  { db, actor, now }: { db: Reads; actor: Actor; now: Date },
  wanted: OrdersWanted,
  { begins, most }: { begins: string | undefined; most: number },
): Promise<ListPage<OrderView>> {
  const { id, receivedAt } = orders
  const keys = { table: orders, id, at: receivedAt, newestFirst: wanted.sort === 'newest' }
  const part = partAt(keys, begins, most)
  const which = and(listed(wanted.which, actor, now), await narrowed(db, wanted))
  const idOf = ({ order }: OrderView) => order.id
  const { text } = wanted
  const numbered = text ? await ordersNumbered(db, text, SAME_NUMBER) : []
  if (text && numbered.length === 0) {
    const { near, all } = searching(text, ordersWithWord, keys, which, part)
    const next = await standings(db, near, part)
    if (next.length > most) return pageOf(next, { all: null, begins, most, idOf })
    return pageAmong(and(which, all))
  }
  return pageAmong(text ? and(which, inArray(orders.id, [...numbered])) : which)

  async function pageAmong(wanted: SQL | undefined): Promise<ListPage<OrderView>> {
    const { found, all } = await countedStandings(db, wanted, part)
    return pageOf(found, { all, begins, most, idOf })
  }
}

async function narrowed(db: Reads, { supplier, store }: OrdersWanted): Promise<SQL | undefined> {
  const ofSupplier = supplier ? (await findSupplier(db, supplier)).id : null
  const ofStore = store ? (await findStore(db, store)).id : null
  const asked = db.select({ id: purchaseOrders.orderId }).from(purchaseOrders)
  return and(
    ofStore ? eq(orders.storeId, ofStore) : undefined,
    ofSupplier ? inArray(orders.id, asked.where(eq(purchaseOrders.supplierId, ofSupplier))) : undefined,
  )
}

/** Pieces of it are asked of nobody, or still to be shipped. An array: each is then looked up, and not all orders read. */
const isUnfinished = amongThose(
  orders.id,
  sql`select ${orderLines.orderId} from ${orderLines} where ${isOpenLine}
    union select ${purchaseOrders.orderId} from ${purchaseOrders} where ${isToShip}`,
)
const live = isNull(orders.cancelledAt)
const withCase = (which: SQL | undefined) =>
  amongThose(orders.id, sql`select ${cases.orderId} from ${cases} where ${which}`)

function listed(which: Which, actor: Actor, now: Date): SQL | undefined {
  switch (which) {
    case 'open':
      return and(live, isUnfinished)
    case 'new':
      return and(live, isNull(orders.forwardedAt))
    case 'routing':
      return needRouting
    case 'held':
      return and(live, isNotNull(orders.heldAt))
    case 'problems':
      return withCase(isNull(cases.closedAt))
    case 'mine':
      return withCase(listedCases('mine', actor, now))
    case 'forwarded':
      return and(live, isNotNull(orders.forwardedAt))
    case 'cancelled':
      return isNotNull(orders.cancelledAt)
    case 'all':
      return undefined
  }
}
