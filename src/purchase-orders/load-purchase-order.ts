import { and, asc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { asSelected, readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isId } from '../kernel/words/id.ts'
import { NotHere, Refusal } from '../kernel/words/refusal.ts'
import { type Addressed, numbersNamed, waysToName, named as whichNamed } from '../orders/address.ts'
import { type Order, orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { type Supplier, suppliers } from '../suppliers/tables.ts'
import { type PurchaseOrder, purchaseOrders } from './tables.ts'

export type LoadedPurchaseOrder = { po: PurchaseOrder; order: Order; supplier: Supplier }

/**
 * The purchase order that somebody named (`1042-A`, an id, or `1042-A@shop`), its order locked until the transaction
 * ends.
 * This is where it is checked who asks: a supplier's contact learns nothing about others' orders, not even that they
 * exist.
 */
export async function loadPurchaseOrder(db: Db, actor: Actor, named: string): Promise<LoadedPurchaseOrder> {
  const typed = named.trim()
  const id = isId(typed) ? typed : (await findPurchaseOrder(db, actor, typed)).id
  mustBeKnown(actor)
  const [held] = await readSelect(db, locking({ id, supplier: actor.side === 'supplier' ? actor.supplierId : null }))
  if (!held) throw unknownPurchaseOrder(named)
  const { po, order, supplier } = held as Record<keyof LoadedPurchaseOrder, Readonly<Record<string, unknown>>>
  return {
    po: asSelected(purchaseOrders, po),
    order: asSelected(orders, order),
    supplier: asSelected(suppliers, supplier),
  }
}

/** Both, the order first: of what is not locked, who waited would read what was there before. */
const locking = statement<'id' | 'supplier'>(
  ({ id, supplier }) => sql`
    select json_build_object('po', ${purchaseOrders}, 'order', ${orders}, 'supplier', ${suppliers}) as held
    from ${orders}
    join ${purchaseOrders} on ${purchaseOrders.orderId} = ${orders.id}
    join ${suppliers} on ${suppliers.id} = ${purchaseOrders.supplierId}
    where ${purchaseOrders.id} = ${id}
      and (${supplier}::uuid is null or ${purchaseOrders.supplierId} = ${supplier}::uuid and ${purchaseOrders.sentAt} is not null)
    for update of ${orders}, ${purchaseOrders}`,
)

/** Those of that id or number that the actor may know of. */
function mayBe(actor: Actor, typed: string): SQL | undefined {
  const { id, number, supplierId, sentAt } = purchaseOrders
  const is = isId(typed) ? eq(id, typed) : inArray(numberKey(number), [...numbersNamed(typed)])
  mustBeKnown(actor)
  return actor.side === 'supplier' ? and(is, eq(supplierId, actor.supplierId), isNotNull(sentAt)) : is
}

function mustBeKnown({ side }: Actor): void {
  if (side === 'stranger') throw new Refusal('I don’t know you here yet. Ask the shop’s staff to add you as a contact.')
}

/** Of the purchase orders that are named so and that the actor may know of, the ids. */
export function idsNamed(db: Reads, actor: Actor, named: string) {
  return db.select({ id: purchaseOrders.id }).from(purchaseOrders).where(mayBe(actor, named.trim()))
}

/** Its ids and number, without locking anything; the same checks and refusals. */
export async function findPurchaseOrder(
  db: Reads,
  actor: Actor,
  named: string,
): Promise<{ id: string; orderId: string; number: string }> {
  const typed = named.trim()
  const found = await db
    .select({
      ...{ id: purchaseOrders.id, orderId: purchaseOrders.orderId, number: purchaseOrders.number },
      ...{ store: stores.key, name: stores.name },
    })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(mayBe(actor, typed))
    .orderBy(asc(stores.key), asc(orders.placedAt), asc(orders.id))
    .limit(50)
  const fitting = isId(typed) ? found : whichNamed(found, typed)
  const [first, second] = fitting
  if (!first) throw unknownPurchaseOrder(named)
  if (second) throw severalPurchaseOrders(fitting)
  return first
}

/** A number that several have. */
export function severalPurchaseOrders(fitting: readonly Addressed[]): Refusal {
  const shared = new Set(fitting.map(one => one.store)).size > 1 ? 'Several stores have a' : 'There are several'
  return new Refusal(`${shared} ${fitting[0]?.number}. Write ${waysToName(fitting)}.`, 'purchaseOrder')
}

/** There is none, or it is another supplier's: nobody learns which. */
export function unknownPurchaseOrder(named: string): Refusal {
  const called = isId(named) ? 'such purchase order' : `purchase order ${named.trim()}`
  return new NotHere(`There is no ${called} here. Its number looks like 1042-A.`, 'purchaseOrder')
}
