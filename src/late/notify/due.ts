import { inArray } from 'drizzle-orm'
import type { Reads } from '../../kernel/ground/db.ts'
import { type Notice, noticesOf } from '../notice.ts'
import type { ClockedOrder } from '../read-milestones.ts'
import { notices } from '../tables.ts'

/** What has fallen due by now of these purchase orders, still stands, and was not noticed before: by purchase order. */
export async function notYetNotified(
  db: Reads,
  watched: readonly ClockedOrder[],
  now: Date,
): Promise<ReadonlyMap<ClockedOrder, readonly Notice[]>> {
  const due = watched.map(one => {
    const fallen = noticesOf(one.milestones, one.calendar).filter(notice => notice.at <= now)
    return [one, fallen] as const
  })
  const told = await notifiedOf(
    db,
    due.flatMap(([{ po }, fallen]) => (fallen.length > 0 ? [po.id] : [])),
  )
  return new Map(
    due.map(([one, fallen]) => [
      one,
      fallen.filter(notice => !told.has(noticeName({ ...notice, purchaseOrderId: one.po.id }))),
    ]),
  )
}

/** What makes a notice the same one: see the table's unique index. */
export function noticeName({
  purchaseOrderId,
  rule,
  dueAt,
}: {
  purchaseOrderId: string
  rule: string
  dueAt: Date
}): string {
  return `${purchaseOrderId} ${rule} ${dueAt.toISOString()}`
}

async function notifiedOf(db: Reads, purchaseOrderIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (purchaseOrderIds.length === 0) return new Set()
  const { purchaseOrderId, rule, dueAt } = notices
  const rows = await db
    .select({ purchaseOrderId, rule, dueAt })
    .from(notices)
    .where(inArray(purchaseOrderId, [...purchaseOrderIds]))
  return new Set(rows.map(noticeName))
}
