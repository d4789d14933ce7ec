import { inArray } from 'drizzle-orm'
import type { AskedPage } from '../kernel/connecting/read-resources.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { PurchaseOrderResource, ResourcePage } from '../kernel/shapes/resources.ts'
import { StaleVersion } from '../kernel/words/refusal.ts'
import { orderViews } from '../order-desk/order-view.ts'
import { findPurchaseOrder, loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { agreements } from '../suppliers/tables.ts'
import { PurchaseOrderFilter, purchaseOrdersOn } from '../work/listed-purchase-orders.ts'
import { purchaseOrderResource } from './purchase-order-resource.ts'

type Looking = { db: Reads; actor: Actor; now: Date }

/** A page of purchase orders; to a supplier's system its own alone. @throws Refusal for a supplier or store that is not here */
export async function pageOfResources(
  looking: Looking,
  { cursor, limit, ...narrowed }: AskedPage,
): Promise<ResourcePage<PurchaseOrderResource>> {
  const page = await purchaseOrdersOn(looking, PurchaseOrderFilter.parse(narrowed), { begins: cursor, most: limit })
  const rows = await resourcesOf(
    looking,
    page.rows.map(({ po }) => po),
  )
  return { rows, next: page.next, all: page.all }
}

/** The one that is named by its id or number. @throws NotHere for what is another supplier's, too */
export async function readPurchaseOrder(looking: Looking, named: string): Promise<PurchaseOrderResource> {
  const found = await findPurchaseOrder(looking.db, looking.actor, named)
  const [resource] = await resourcesOf(looking, [found])
  if (!resource) throw new Error(`${found.number} is not among its order’s`)
  return resource
}

/** Holds a purchase order until the transaction ends, where it is as its writer read it. @throws StaleVersion */
export async function mustBeVersion(looking: Looking & { db: Db }, named: string, versions: readonly string[]) {
  await loadPurchaseOrder(looking.db, looking.actor, named)
  const { number, version } = await readPurchaseOrder(looking, named)
  if (!versions.includes(version))
    throw new StaleVersion(`${number} has changed since you read it. Read it again, then decide.`)
}

async function resourcesOf(
  { db, actor }: Looking,
  pos: readonly Pick<PurchaseOrder, 'id' | 'orderId'>[],
): Promise<readonly PurchaseOrderResource[]> {
  const orders = await orderViews(db, [...new Set(pos.map(({ orderId }) => orderId))])
  const views = new Map(orders.flatMap(order => order.purchaseOrders.map(view => [view.po.id, { order, view }])))
  const terms = await termsByAgreement(
    db,
    [...views.values()].map(({ view }) => view.po.agreementId),
  )
  return pos.flatMap(({ id }) => {
    const { order, view } = views.get(id) ?? {}
    if (!order || !view) return []
    const none = { handling: null, returnTo: null }
    const around = { terms: terms.get(view.po.agreementId) ?? none, forSupplier: actor.side === 'supplier' }
    return [purchaseOrderResource(order, view, around)]
  })
}

async function termsByAgreement(db: Reads, ids: readonly (string | null)[]) {
  const named = [...new Set(ids.flatMap(id => id ?? []))]
  const rows = named.length > 0 ? await db.select().from(agreements).where(inArray(agreements.id, named)) : []
  return new Map<string | null, (typeof rows)[number]['terms']>(rows.map(({ id, terms }) => [id, terms]))
}
