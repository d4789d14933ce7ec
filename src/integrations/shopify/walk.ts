import type { ReportedOrder, Walk } from '../../kernel/shapes/storefront.ts'
import { orRefusal, Refusal } from '../../kernel/words/refusal.ts'
import type { Admin } from './admin/client.ts'
import { CHANGED_ORDERS, type OrderEntry } from './admin/documents/changed-orders.ts'
import { gid } from './fulfilling/gid.ts'
import { bare } from './payload.ts'
import { identifyOrder, readOrder, readStore } from './read.ts'
import { readWhole } from './walking/read-whole.ts'

/**
 * Reads all orders that changed in a span. They are listed first, and only what is news here is read whole: a listed
 * order costs a hundredth of one read whole. What changes while it is walked shows again at the end.
 * https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
 */
export async function walkOrders(admin: Admin, { since, news, page }: Walk): Promise<void> {
  const query = `updated_at:>='${since.toISOString()}'`
  for (let after: string | null = null; ; ) {
    const { orders }: { orders: Page } = await admin.ask(CHANGED_ORDERS, { query, after })
    const wanted = await news(orders.nodes.map(listed))
    const reported: ReportedOrder[] = []
    for (const entry of orders.nodes) {
      if (!wanted.has(listed(entry).externalId)) continue
      const told = await readReported(admin, entry.id)
      if (told) reported.push(told)
    }
    await page(reported)
    if (!orders.pageInfo.hasNextPage) return
    after = orders.pageInfo.endCursor
  }
}

/** Reads one order as it is now; null where there is no such order. @param id as its webhooks tell it. */
export const readOneOrder = (admin: Admin, id: string) => readReported(admin, gid('Order', id))

async function readReported(admin: Admin, id: string): Promise<ReportedOrder | null> {
  const told = await readWhole(admin, id)
  if (!told) return null
  const order = orRefusal(() => readOrder(told, admin.domain))
  if (!(order instanceof Refusal)) return { order }
  const unreadable = { store: readStore(admin.domain), ...identifyOrder(told), why: order.message }
  return { unreadable, placedAt: new Date(told.created_at) }
}

type Page = { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: OrderEntry[] }

const listed = ({ id, createdAt, updatedAt }: OrderEntry) => ({
  externalId: bare(id) ?? id,
  placedAt: new Date(createdAt),
  updatedAt: new Date(updatedAt),
})
