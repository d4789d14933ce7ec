import { inArray, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { nextLooks } from './tables.ts'

/** Sets when the clock has next to look at purchase orders; null for never. Their orders must be locked. */
export async function saveNextLooks(db: Db, nextAt: ReadonlyMap<string, Date | null>): Promise<void> {
  const over = [...nextAt].flatMap(([id, at]) => (at ? [] : [id]))
  const ahead = [...nextAt].flatMap(([id, at]) => (at ? [{ purchaseOrderId: id, nextAt: at }] : []))
  if (over.length > 0) await db.delete(nextLooks).where(inArray(nextLooks.purchaseOrderId, over))
  if (ahead.length === 0) return
  await db
    .insert(nextLooks)
    .values(ahead)
    .onConflictDoUpdate({
      target: nextLooks.purchaseOrderId,
      set: { nextAt: sql`excluded.next_at` },
      setWhere: sql`${nextLooks.nextAt} <> excluded.next_at`,
    })
}
