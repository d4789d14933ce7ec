import { and, asc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { plainNumber } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { numbersNamed, named as whichNamed } from '../orders/address.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { severalPurchaseOrders, unknownPurchaseOrder } from './load-purchase-order.ts'
import { isLive } from './purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from './tables.ts'

/**
 * The purchase orders that many names mean, in two looks however many there are: by their own number, else the only one of
 * an order of that number. By name as it was given; what names none is a refusal, in the words in which one alone is
 * refused. Nothing is locked.
 * @param supplierId whose they may be; null for anybody's
 */
export async function findNamed(
  db: Reads,
  supplierId: string | null,
  names: readonly string[],
): Promise<ReadonlyMap<string, PurchaseOrder | Refusal>> {
  const keysOf = (some: readonly string[]) => [...new Set(some.flatMap(numbersNamed))]
  const own = supplierId ? and(eq(purchaseOrders.supplierId, supplierId), isNotNull(purchaseOrders.sentAt)) : undefined
  const byNumber = await rows(db, and(inArray(numberKey(purchaseOrders.number), keysOf(names)), own))
  const found = new Map<string, PurchaseOrder | Refusal>()
  for (const name of names) {
    const fitting = whichNamed(byNumber, name)
    if (fitting.length > 1) found.set(name, severalPurchaseOrders(fitting))
    else if (fitting[0]) found.set(name, fitting[0].po)
  }
  const left = names.filter(name => !found.has(name))
  const byOrder = left.length > 0 ? await rows(db, and(inArray(numberKey(orders.number), keysOf(left)), own)) : []
  for (const name of left) found.set(name, onlyOne(byOrder, name))
  return found
}

type Row = Awaited<ReturnType<typeof rows>>[number]

/** The one live purchase order of an order that is named without its letter. */
function onlyOne(all: readonly Row[], name: string): PurchaseOrder | Refusal {
  const live = whichNamed(
    all.map(one => ({ ...one, number: one.order })),
    name,
  ).filter(({ po }) => isLive(po))
  const [first, second] = live
  if (!first) return unknownPurchaseOrder(name)
  if (!second) return first.po
  const numbers = list(
    live.map(({ po }) => po.number),
    'or',
  )
  return new Refusal(`${plainNumber(name)} has several purchase orders. Write ${numbers}.`, 'purchaseOrder')
}

function rows(db: Reads, which: SQL | undefined) {
  return db
    .select({
      ...{ po: purchaseOrders, id: purchaseOrders.id, number: purchaseOrders.number },
      ...{ order: orders.number, store: stores.key, name: stores.name },
    })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(which)
    .orderBy(asc(stores.key), asc(orders.placedAt), asc(orders.id), asc(purchaseOrders.number))
}
