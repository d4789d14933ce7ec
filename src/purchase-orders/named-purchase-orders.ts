import { and, eq, isNotNull } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isId } from '../kernel/words/id.ts'
import { notRefused, Refusal } from '../kernel/words/refusal.ts'
import { findNamed } from './find-named.ts'
import { unknownPurchaseOrder } from './load-purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from './tables.ts'

/**
 * The purchase orders that numbers and ids name, in that order and each once, of those that the actor may know of; and what
 * could not be matched, with why.
 */
export async function findNamedPurchaseOrders(
  db: Reads,
  actor: Actor,
  names: readonly string[],
): Promise<{ found: readonly PurchaseOrder[]; unknown: readonly Refusal[] }> {
  const supplierId = actor.side === 'supplier' ? actor.supplierId : null
  const [ids, numbers] = [names.filter(isId), names.filter(name => !isId(name))]
  const own = supplierId ? and(eq(purchaseOrders.supplierId, supplierId), isNotNull(purchaseOrders.sentAt)) : undefined
  const byId =
    ids.length > 0
      ? await db
          .select()
          .from(purchaseOrders)
          .where(and(among(purchaseOrders.id, ids), own))
      : []
  const byNumber = numbers.length > 0 ? await findNamed(db, supplierId, numbers) : new Map<string, never>()
  const all = names.map(name => byNumber.get(name) ?? byId.find(({ id }) => id === name) ?? unknownPurchaseOrder(name))
  return {
    found: [...new Map(notRefused(all).map(po => [po.id, po])).values()],
    unknown: all.filter(one => one instanceof Refusal),
  }
}
