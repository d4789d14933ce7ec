import { and, eq, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { events, lanes, messages, outbox, type Room, rooms } from '../kernel/ground/tables.ts'

/**
 * How one way to a supplier does: when something last went out by it, who last acted from it, which looking is not, what waits and what was
 * refused, and since when and why nothing goes.
 */
export type Health = {
  room: Room
  sentAt: Date | null
  answered: { at: string; name: string } | null
  waiting: number
  refused: number
  parkedAt: Date | null
  why: string | null
}

/** All ways to a supplier, the first bound first, in one statement. */
export async function findHealth(read: Reads, supplierId: string): Promise<readonly Health[]> {
  const owed = (states: string) =>
    sql`(select count(*) from ${outbox} o join ${messages} m on m.id = o.message_id
      where o.room_id = ${rooms.id} and ${sql.raw(states)} and m.ref is null)`.mapWith(Number)
  return read
    .select({
      room: rooms,
      sentAt: sql`(select max(m.posted_at) from ${messages} m where m.room_id = ${rooms.id})`.mapWith(
        messages.postedAt,
      ),
      answered: sql<
        Health['answered']
      >`(select jsonb_build_object('at', e.at, 'name', e.actor->>'name') from ${events} e
        where e.actor->>'side' = 'supplier' and e.actor->>'roomId' = ${rooms.id}::text
          and e.name <> 'purchase_order.ship_to_seen' order by e.id desc limit 1)`,
      waiting: owed(`o.state in ('queued', 'sending')`),
      refused: owed(`o.state = 'parked'`),
      parkedAt: lanes.parkedAt,
      why: lanes.parkedWhy,
    })
    .from(rooms)
    .leftJoin(lanes, and(eq(lanes.roomId, rooms.id), eq(lanes.way, 'post')))
    .where(eq(rooms.supplierId, supplierId))
    .orderBy(rooms.listedAt, rooms.id)
}
