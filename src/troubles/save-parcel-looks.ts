import { sql } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Db } from '../kernel/ground/db.ts'
import { parcelLooks } from './tables.ts'

/** Sets when the clock has next to look at parcels; null for never. */
export async function saveParcelLooks(db: Db, nextAt: ReadonlyMap<string, Date | null>): Promise<void> {
  const over = [...nextAt].flatMap(([id, at]) => (at ? [] : [id]))
  const ahead = [...nextAt].flatMap(([id, at]) => (at ? [{ shipment_id: id, next_at: at }] : []))
  if (over.length > 0) await db.delete(parcelLooks).where(among(parcelLooks.shipmentId, over))
  if (ahead.length === 0) return
  // Always in the same order: two who look at the same parcels must not wait for each other.
  await db.execute(sql`
    insert into ${parcelLooks} (shipment_id, next_at)
    select shipment_id, next_at from jsonb_populate_recordset(null::${parcelLooks}, ${JSON.stringify(ahead)}::jsonb)
    order by shipment_id
    on conflict (shipment_id) do update set next_at = excluded.next_at
    where ${parcelLooks.nextAt} <> excluded.next_at`)
}
