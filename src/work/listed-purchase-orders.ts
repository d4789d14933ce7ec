import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { listedCases } from '../cases/listed-cases.ts'
import { visibleToSupplier } from '../cases/shown-to.ts'
import { cases } from '../cases/tables.ts'
import { amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type ListPage, type ListPart, pageOf, partAt } from '../kernel/ground/keyset.ts'
import { beginsWith, numberKey } from '../kernel/ground/number-key.ts'
import { type HasWord, isWithin, searching } from '../kernel/ground/search.ts'
import { hasWords, wordsIn } from '../kernel/ground/words-in.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isDueSoon } from '../late/find-due.ts'
import { whichLate } from '../late/find-late.ts'
import type { LateScope } from '../late/part.ts'
import { SortOrder } from '../order-desk/sorts.ts'
import { orders } from '../orders/tables.ts'
import {
  isToAcknowledge,
  isToShip,
  type PurchaseOrder,
  purchaseOrderLines,
  purchaseOrders,
} from '../purchase-orders/tables.ts'
import { shipments } from '../shipments/tables.ts'
import { findStore } from '../stores/find-store.ts'
import { stores } from '../stores/tables.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { type Supplier, suppliers } from '../suppliers/tables.ts'

/** Which purchase orders, by how they stand. */
export const PURCHASE_ORDER_LISTS = {
  open: 'Not shipped',
  unacknowledged: 'Not acknowledged',
  acknowledged: 'Acknowledged, not shipped',
  due: 'Due soon',
  late: 'Late',
  problems: 'With an open case',
  mine: 'With a case of yours',
  shipped: 'Shipped, not delivered',
  delivered: 'Delivered',
  declined: 'Declined',
  cancelled: 'Cancelled',
  all: 'All',
} as const
type Which = keyof typeof PURCHASE_ORDER_LISTS
export const purchaseOrderLists = Object.keys(PURCHASE_ORDER_LISTS) as [Which, ...Which[]]

/** Which purchase orders are wanted: what lists and the work page narrow them by. Names are as people write them. */
export const PurchaseOrderFilter = z.object({
  which: z.enum(purchaseOrderLists).default('open'),
  supplier: z.string().trim().min(1).optional(),
  store: z.string().trim().min(1).optional(),
  /** Words of its products, or how its number or one of its parcels begins. */
  text: z.string().trim().min(2, 'Write at least two characters').max(200).optional(),
  sort: SortOrder,
})
export type PurchaseOrdersWanted = z.output<typeof PurchaseOrderFilter>
export type PurchaseOrderRow = { po: PurchaseOrder; supplier: Supplier; store: string }

/**
 * A page of the purchase orders that are wanted, and how many there are; not counted where the words are in very many. To a supplier's contact only its own, no matter
 * what was named, and none that was not sent yet.
 * @throws Refusal for a supplier or store that is not here
 */
export async function purchaseOrdersOn(
  { db, actor, now }: { db: Reads; actor: Actor; now: Date },
  wanted: PurchaseOrdersWanted,
  { begins, most }: { begins: string | undefined; most: number },
): Promise<ListPage<PurchaseOrderRow>> {
  const scope = await scopeOf(db, actor, wanted.supplier)
  const store = wanted.store && actor.side !== 'supplier' ? (await findStore(db, wanted.store)).id : null
  const ofStore = db
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.storeId, store ?? ''))
  const which = and(
    scope.supplierId ? eq(purchaseOrders.supplierId, scope.supplierId) : undefined,
    scope.own ? isNotNull(purchaseOrders.sentAt) : undefined,
    await listed(db, wanted.which, { actor, scope, now }),
    store ? inArray(purchaseOrders.orderId, ofStore) : undefined,
  )
  const { id, draftedAt } = purchaseOrders
  const keys = { table: purchaseOrders, id, at: draftedAt, newestFirst: wanted.sort === 'newest' }
  const part = partAt(keys, begins, most)
  const idOf = ({ po }: PurchaseOrderRow) => po.id
  const found = wanted.text ? searching(wanted.text, purchaseOrdersWithWord, keys, which, part) : null
  const next = found ? await rowsOf(db, found.near, part) : []
  if (next.length > most) return pageOf(next, { all: null, begins, most, idOf })
  const all = and(which, found?.all)
  return pageOf(await rowsOf(db, all, part), { all: await db.$count(purchaseOrders, all), begins, most, idOf })
}

function rowsOf(db: Reads, which: SQL | undefined, { where, orderBy, limit }: ListPart) {
  return db
    .select({ po: purchaseOrders, supplier: suppliers, store: stores.name })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(which, where))
    .orderBy(...orderBy)
    .limit(limit)
}

async function scopeOf(db: Reads, actor: Actor, supplier: string | undefined): Promise<LateScope> {
  if (actor.side === 'supplier') return { supplierId: actor.supplierId, own: true }
  return supplier ? { supplierId: (await findSupplier(db, supplier)).id } : {}
}

type Asked = { actor: Actor; scope: LateScope; now: Date }

async function listed(db: Reads, which: Which, { actor, scope, now }: Asked): Promise<SQL | undefined> {
  const isOpen = and(isNull(cases.closedAt), scope.own ? visibleToSupplier(scope.supplierId ?? '') : undefined)
  const { acknowledgedAt, shippedAt, deliveredAt, declinedAt, cancelledAt } = purchaseOrders
  switch (which) {
    case 'open':
      return isToShip
    case 'unacknowledged':
      return isToAcknowledge
    case 'acknowledged':
      return and(isToShip, isNotNull(acknowledgedAt))
    case 'due':
      return isDueSoon(db, scope, now)
    case 'late':
      return withCase(whichLate('late', scope, now))
    case 'problems':
      return withCase(isOpen)
    case 'mine':
      return withCase(actor.side === 'staff' ? listedCases('mine', actor, now) : isOpen)
    case 'shipped':
      return and(isNotNull(shippedAt), isNull(deliveredAt), isNull(cancelledAt))
    case 'delivered':
      return and(isNotNull(deliveredAt), isNull(cancelledAt))
    case 'declined':
      return isNotNull(declinedAt)
    case 'cancelled':
      return isNotNull(cancelledAt)
    case 'all':
      return undefined
  }
}

/** An array: each is then looked up, and not all purchase orders read. */
const withCase = (which: SQL | undefined) =>
  amongThose(purchaseOrders.id, sql`select ${cases.purchaseOrderId} from ${cases} where ${which}`)

/** The ids of purchase orders with a word in their products, or with a number, or that of a parcel, that begins so. */
const purchaseOrdersWithWord: HasWord = (word, within) => {
  const { id, number } = purchaseOrders
  const pins = purchaseOrderLines
  const begun = word.replace(/^#/, '').toLowerCase()
  return sql`select ${id} from ${purchaseOrders} where ${beginsWith(numberKey(number), begun)} and ${isWithin(id, within)}
    union all select ${pins.purchaseOrderId} from ${pins}
      where ${hasWords(wordsIn(pins.sku, pins.title), word)} and ${isWithin(pins.purchaseOrderId, within)}
    union all select ${shipments.purchaseOrderId} from ${shipments}
      where ${beginsWith(numberKey(shipments.number), begun)} and ${isWithin(shipments.purchaseOrderId, within)}`
}
