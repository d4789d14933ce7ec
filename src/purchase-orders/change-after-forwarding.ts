import { and, eq, isNull } from 'drizzle-orm'
import type { Verb } from '../kernel/command.ts'
import { type Change, changes, type PurchaseOrder } from './tables.ts'

/**
 * Asks a supplier to accept a change to what it already has: the supplier sees the difference, not a new order.
 * A question of the same kind that is still open is replaced, so that only the newest is answered.
 */
export async function requestChange(
  verb: Verb,
  po: PurchaseOrder,
  change: Pick<Change, 'kind' | 'what' | 'quantities'>,
): Promise<void> {
  const open = and(
    eq(changes.purchaseOrderId, po.id),
    eq(changes.kind, change.kind),
    isNull(changes.acceptedAt),
    isNull(changes.refusedAt),
  )
  const [standing] = await verb.db
    .update(changes)
    .set({ ...change, requestedAt: verb.now })
    .where(open)
    .returning()
  const [row] = standing
    ? [standing]
    : await verb.db
        .insert(changes)
        .values({ ...change, purchaseOrderId: po.id, requestedAt: verb.now })
        .returning()
  if (!row) throw new Error('a change was not recorded')
  await verb.record('change.requested', po.id, {
    orderId: po.orderId,
    number: po.number,
    changeId: row.id,
    what: row.what,
  })
}
