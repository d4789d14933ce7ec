import type { Admin } from '../admin/client.ts'
import { FULFILMENT_ORDERS, type FulfilmentOrder, WAITING_LINES } from '../admin/documents/fulfilment-orders.ts'
import type { Page } from '../admin/documents/fulfilments.ts'

/** What waits to be shipped, each with all its lines; what is closed already is left out. */
export async function readWaiting(admin: Admin, order: string): Promise<FulfilmentOrder[]> {
  const waiting: FulfilmentOrder[] = []
  for (let after: string | null = null; ; ) {
    const read: { order: { fulfillmentOrders: { pageInfo: Page; nodes: FulfilmentOrder[] } } | null } = await admin.ask(
      FULFILMENT_ORDERS,
      { id: order, after },
    )
    for (const one of read.order?.fulfillmentOrders.nodes ?? [])
      if (!ENDED.has(one.status)) waiting.push(await withAllLines(admin, one))
    const page = read.order?.fulfillmentOrders.pageInfo
    if (!page?.hasNextPage) return waiting
    after = page.endCursor
  }
}

const ENDED = new Set(['CLOSED', 'CANCELLED'])

async function withAllLines(admin: Admin, one: FulfilmentOrder): Promise<FulfilmentOrder> {
  const nodes = [...one.lineItems.nodes]
  let page = one.lineItems.pageInfo
  while (page.hasNextPage) {
    const { fulfillmentOrder } = await admin.ask(WAITING_LINES, { id: one.id, after: page.endCursor })
    if (!fulfillmentOrder) break
    nodes.push(...fulfillmentOrder.lineItems.nodes)
    page = fulfillmentOrder.lineItems.pageInfo
  }
  return { ...one, lineItems: { pageInfo: page, nodes } }
}
