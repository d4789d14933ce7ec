import { inArray, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { statement } from '../kernel/ground/statement.ts'
import { nextLooks } from './tables.ts'

/** Sets when the clock has next to look at purchase orders; null for never. Their orders must be locked. */
export async function saveNextLooks(db: Db, nextAt: ReadonlyMap<string, Date | null>): Promise<void> {
  const over = [...nextAt].flatMap(([id, at]) => (at ? [] : [id]))
  const ahead = [...nextAt].flatMap(([id, at]) => (at ? [{ purchase_order_id: id, next_at: at }] : []))
  if (over.length > 0) await db.delete(nextLooks).where(inArray(nextLooks.purchaseOrderId, over))
  if (ahead.length > 0) await db.execute(saving({ ahead: JSON.stringify(ahead) }))
}

const saving = statement<'ahead'>(
  ({ ahead }) => sql`
    insert into ${nextLooks} (purchase_order_id, next_at)
    select purchase_order_id, next_at from jsonb_populate_recordset(null::${nextLooks}, ${ahead}::jsonb)
    on conflict (purchase_order_id) do update set next_at = excluded.next_at
      where ${nextLooks.nextAt} <> excluded.next_at`,
)
