import { and, asc, eq, inArray, isNotNull, or, type SQL } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isId } from '../kernel/words/id.ts'
import { numbersNamed, waysToName, named as whichNamed } from '../orders/address.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { purchaseOrders } from './tables.ts'

/** The purchase orders that texts name, in that order and each once; and the names that could not be matched, with why. */
export type NamedPurchaseOrders = {
  found: readonly { id: string; number: string; supplierId: string }[]
  unknown: readonly string[]
}

/** Looks for several at once, of those that the actor may know of. */
export async function findNamedPurchaseOrders(
  db: Reads,
  actor: Actor,
  names: readonly string[],
): Promise<NamedPurchaseOrders> {
  const { id, number, supplierId } = purchaseOrders
  const numbers = [...new Set(names.filter(name => !isId(name)).flatMap(numbersNamed))]
  const rows = await db
    .select({ id, number, supplierId, store: stores.key, name: stores.name })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(or(inArray(id, names.filter(isId)), inArray(numberKey(number), numbers)), knownTo(actor)))
    .orderBy(asc(stores.key), asc(orders.placedAt), asc(orders.id))
  const found = new Map<string, NamedPurchaseOrders['found'][number]>()
  const unknown: string[] = []
  for (const name of names) {
    const fitting = isId(name) ? rows.filter(row => row.id === name) : whichNamed(rows, name)
    const [first, second] = fitting
    if (first && !second) found.set(first.id, first)
    else if (first) unknown.push(`There are several ${first.number}. Write ${waysToName(fitting)}.`)
    else unknown.push(`There is no purchase order ${isId(name) ? 'of that id' : name} here.`)
  }
  return { found: [...found.values()], unknown }
}

/** A supplier’s contact knows its own once they are sent; no stranger may ask. */
function knownTo(actor: Actor): SQL | undefined {
  if (actor.side !== 'supplier') return undefined
  return and(eq(purchaseOrders.supplierId, actor.supplierId), isNotNull(purchaseOrders.sentAt))
}
