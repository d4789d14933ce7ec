import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

/**
 * What was to replace the pieces before is not on its way any more, or has gone: then money, or another, may go out too.
 * @throws Refusal while it is still to be sent.
 */
export async function mustSendOnce(db: Reads, replacementId: string | null): Promise<void> {
  if (!replacementId) return
  const [po] = await db.select().from(purchaseOrders).where(eq(purchaseOrders.id, replacementId))
  if (!po || !isLive(po) || po.partlyShippedAt) return
  const { number } = po
  throw new Refusal(
    `${number} is still to replace it, so both would go out. Take it back first: /po decline ${number} other.`,
    'resolution',
  )
}
