import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/command.ts'
import { list } from '../kernel/text.ts'
import { loadOrder } from '../orders/load-order.ts'
import { orderLines } from '../orders/tables.ts'
import { requestChange } from './change-after-forwarding.ts'
import { isLive } from './purchase-order.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from './tables.ts'

export const AskChanges = z.object({ order: z.string(), changed: z.array(z.string()) })

/** Follows an order that its store changed after it was forwarded: each supplier is asked about what concerns it. */
export async function askChanges(verb: Verb, { order: named, changed }: z.infer<typeof AskChanges>): Promise<Outcome> {
  const order = await loadOrder(verb.db, named)
  const all = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, order.id))
  for (const po of all.filter(one => isLive(one) && one.sentAt && !one.shippedAt)) {
    if (changed.includes('ship-to'))
      await requestChange(verb, po, {
        kind: 'address',
        what: 'The ship-to is another now. Open Ship-to before you pack.',
        quantities: {},
      })
    if (changed.includes('lines')) await askQuantities(verb, po)
  }
  return { text: `The suppliers of order ${order.number} were asked.` }
}

/** Only fewer pieces are asked of a supplier that has them; more pieces are open lines, to be forwarded. */
async function askQuantities(verb: Verb, po: PurchaseOrder): Promise<void> {
  const pinned = await verb.db
    .select({
      id: orderLines.id,
      title: orderLines.title,
      wanted: orderLines.quantity,
      asked: purchaseOrderLines.quantity,
    })
    .from(purchaseOrderLines)
    .innerJoin(orderLines, eq(orderLines.id, purchaseOrderLines.orderLineId))
    .where(eq(purchaseOrderLines.purchaseOrderId, po.id))
  const fewer = pinned.filter(line => line.wanted < line.asked)
  if (fewer.length === 0) return
  const what = list(fewer.map(line => `${line.title}: ${line.wanted} instead of ${line.asked}`))
  const quantities = Object.fromEntries(fewer.map(line => [line.id, line.wanted]))
  await requestChange(verb, po, { kind: 'quantity', what: `${what}.`, quantities })
}
