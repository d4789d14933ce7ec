import type { AskedPage } from '../kernel/connecting/read-resources.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { OrderResource } from '../kernel/shapes/case-resources.ts'
import type { ResourcePage } from '../kernel/shapes/resources.ts'
import { OrderFilter, ordersOn } from '../order-desk/listed-orders.ts'
import { type OrderView, orderView } from '../order-desk/order-view.ts'
import { orderState } from '../order-desk/words.ts'
import { findOrderId } from '../orders/load-order.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'

type Looking = { db: Reads; actor: Actor; now: Date }

/** A page of orders, for the shop's own systems. @throws Refusal for a supplier or store that is not here */
export async function pageOfOrderResources(
  looking: Looking,
  { cursor, limit, ...narrowed }: AskedPage,
): Promise<ResourcePage<OrderResource>> {
  const page = await ordersOn(looking, OrderFilter.parse(narrowed), { begins: cursor, most: limit })
  return { rows: page.rows.map(orderResource), next: page.next, all: page.all }
}

export async function readOrderResource({ db }: Looking, named: string): Promise<OrderResource> {
  return orderResource(await orderView(db, await findOrderId(db, named)))
}

function orderResource(view: OrderView): OrderResource {
  const { order, store, city, country, lines, purchaseOrders } = view
  return {
    ...{ id: order.id, number: order.number, store: store.name, state: orderState(view).words },
    ...{ placedAt: order.placedAt.toISOString(), heldAt: order.heldAt?.toISOString() ?? null },
    ...{ holdReason: order.holdReason, cancelledAt: order.cancelledAt?.toISOString() ?? null },
    ...{ payment: order.financialStatus, destination: { city, country } },
    lines: lines.map(({ id, externalId, sku, title, options, quantity }) => ({
      ...{ id, storeId: externalId, sku, title, options, quantity },
    })),
    purchaseOrders: purchaseOrders.map(({ po, supplier }) => ({
      ...{ id: po.id, number: po.number, supplier: supplier.name, state: purchaseOrderState(po) },
    })),
  }
}
