import type { Admin } from '../admin/client.ts'
import { FURTHER_LINES, type RefundNode, WHOLE_ORDER, WHOLE_REFUND } from '../admin/documents/changed-orders.ts'
import { asPayload } from './as-payload.ts'

/** An order with all its lines and refunds, as a webhook tells it; null where it was deleted meanwhile. */
export async function readWhole(admin: Admin, id: string): Promise<ReturnType<typeof asPayload> | null> {
  const { order } = await admin.ask(WHOLE_ORDER, { id })
  if (!order) return null
  const { lineItems } = order
  for (let { pageInfo } = lineItems; pageInfo.hasNextPage; ) {
    const rest = (await admin.ask(FURTHER_LINES, { id, after: pageInfo.endCursor })).order?.lineItems
    if (!rest) return null
    lineItems.nodes.push(...rest.nodes)
    pageInfo = rest.pageInfo
  }
  const refunds: RefundNode[] = []
  for (const refund of order.refunds) refunds.push(...(await readRefundOf(admin, refund.id)))
  return asPayload(order, refunds)
}

/** With all that it was for; none where it is gone. */
async function readRefundOf(admin: Admin, id: string): Promise<readonly RefundNode[]> {
  const { refund } = await admin.ask(WHOLE_REFUND, { id, after: null })
  if (!refund) return []
  const { refundLineItems: lines } = refund
  for (let { pageInfo } = lines; pageInfo.hasNextPage; ) {
    const rest = (await admin.ask(WHOLE_REFUND, { id, after: pageInfo.endCursor })).refund?.refundLineItems
    if (!rest) break
    lines.nodes.push(...rest.nodes)
    pageInfo = rest.pageInfo
  }
  return [refund]
}
