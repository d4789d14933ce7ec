import { subMinutes } from 'date-fns/subMinutes'
import { sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { events, lanes, messages, outbox, rooms } from '../kernel/ground/tables.ts'
import { isToAcknowledge, purchaseOrders } from '../purchase-orders/tables.ts'

/** How long a purchase order may be on its way, minutes. */
const PATIENCE = 5
/** How many are named. */
const MOST_NAMED = 5

/**
 * A supplier that has purchase orders which none of its rooms shows: `why` by room, and the notice, by its event, that
 * staff got of such a room since.
 */
export type UnreachedSupplier = {
  supplierId: string
  waiting: number
  numbers: readonly string[]
  why: string
  notice: string | null
}

/**
 * Suppliers that purchase orders don't reach: given up, or waiting in a room that has taken nothing for a while, as
 * when it is parked or its chat isn't there. What only waits for its turn is on its way. Reads what is owed to rooms.
 */
export async function findUnreached(read: Db, now: Date): Promise<readonly UnreachedSupplier[]> {
  const since = subMinutes(now, PATIENCE).toISOString()
  const rows = rowsOf(
    await read.execute(sql`
      with owed as materialized (
        select o.room_id, o.state, o.why, o.queued_at, m.subject, r.supplier_id,
          case when r.reached then r.name else '#' || r.name end as room, l.parked_at, l.parked_why
        from ${outbox} o
        join ${messages} m on m.id = o.message_id and m.kind = 'purchase-order' and m.ref is null
        join ${rooms} r on r.id = o.room_id and r.side = 'supplier' and r.supplier_id is not null
        left join ${lanes} l on l.room_id = o.room_id and l.way = 'post'
        where o.state in ('queued', 'sending', 'parked') and o.queued_at < ${since}::timestamptz
      ), stuck as (
        select room_id, max(coalesce(parked_why, why)) as why from owed
        where state <> 'parked'
        group by room_id
        having (bool_or(parked_at is not null) or count(why) > 0) and not exists (
          select from ${messages} p where p.room_id = owed.room_id and p.posted_at >= ${since}::timestamptz)
      ), unreached as (
        select owed.*, coalesce(case when owed.state = 'parked' then owed.why end, stuck.why) as reason
        from owed left join stuck on stuck.room_id = owed.room_id
        where (owed.state = 'parked' or stuck.room_id is not null) and not exists (
          select from ${messages} shown join ${rooms} elsewhere on elsewhere.id = shown.room_id
          where shown.kind = 'purchase-order' and shown.subject = owed.subject and shown.ref is not null
            and elsewhere.supplier_id = owed.supplier_id)
      )
      select unreached.supplier_id as "supplierId", count(distinct number)::int as waiting,
        (array_agg(distinct number order by number))[1:${sql.raw(String(MOST_NAMED))}] as numbers,
        string_agg(distinct room || ': ' || reason, '. ') as why,
        (select max(e.id) from ${events} e where e.name in ('room.parked', 'message.parked')
          and e.about in (select r.id::text from ${rooms} r where r.supplier_id = unreached.supplier_id)
          and e.at >= min(queued_at)) as notice
      from unreached join ${purchaseOrders} on ${purchaseOrders.id} = unreached.subject::uuid
      where ${isToAcknowledge}
      group by unreached.supplier_id order by unreached.supplier_id`),
  )
  return rows.map(row => ({ ...(row as UnreachedSupplier), notice: row.notice === null ? null : String(row.notice) }))
}
