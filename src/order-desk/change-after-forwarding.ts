import { isDeepStrictEqual } from 'node:util'
import type { Verb } from '../kernel/asking/command.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { type Change, changes } from '../purchase-orders/tables.ts'
import type { PurchaseOrderView } from './order-view.ts'

/**
 * Asks a supplier to accept a change to what it already has: the supplier sees the difference, not a new order.
 * Each question is a message of its own, so that it is noticed, and replaces one of its kind that is still open:
 * nobody says yes to what they have not read. The very same question is not asked twice; an address is, as it differs unseen.
 */
export async function requestChange(
  verb: Verb,
  view: PurchaseOrderView,
  change: Pick<Change, 'kind' | 'what' | 'quantities'> & { details?: Change['details'] },
): Promise<void> {
  const { po } = view
  const standing = view.changes.find(one => one.kind === change.kind && isAsked(one, view))
  const same =
    isDeepStrictEqual(standing?.quantities, change.quantities) &&
    isDeepStrictEqual(standing?.details ?? null, change.details ?? null)
  if (standing && change.kind !== 'address' && same) return
  const [row] = await verb.db
    .insert(changes)
    .values({ ...change, purchaseOrderId: po.id, requestedAt: after(view.changes.at(-1), verb.now) })
    .returning()
  if (!row) throw new Error('a change was not recorded')
  const data = { orderId: po.orderId, number: po.number, changeId: row.id, what: row.what }
  await verb.record('change.requested', po.id, data)
}

/** The newest question is the one asked last: a further one is after it, also where clocks differ or the moment is the same. */
function after(last: Change | undefined, now: Date): Date {
  return last && last.requestedAt >= now ? new Date(last.requestedAt.getTime() + 1) : now
}
