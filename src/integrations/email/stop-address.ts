import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { lanes, type Room, rooms } from '../../kernel/ground/tables.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import { mailStops } from './tables.ts'

/** Sends nothing more to an address that takes nothing, until staff switch it on again with `/supplier reach`. */
export async function keepStop(db: Db, address: string, why: string, stoppedAt: Date): Promise<void> {
  const row = { address, why, stoppedAt }
  await db.insert(mailStops).values(row).onConflictDoUpdate({ target: mailStops.address, set: row })
}

/**
 * The same for what was learned later, as from a bounce: the room is parked at once, and staff read why.
 * @returns whether there is such a room
 */
export async function stopAddress(
  { db, ask, now }: { db: Db; ask: Ask; now: () => Date },
  address: string,
  why: string,
): Promise<boolean> {
  const [room] = await db
    .select({ id: rooms.id, supplierId: rooms.supplierId })
    .from(rooms)
    .where(and(eq(rooms.chat, 'email'), eq(rooms.channel, address)))
  if (!room?.supplierId) return false
  const parkedAt = now()
  await keepStop(db, address, why, parkedAt)
  const parked = { parkedAt: sql`coalesce(${lanes.parkedAt}, excluded.parked_at)`, parkedWhy: why }
  await db
    .insert(lanes)
    .values({ roomId: room.id, way: 'post', nextAt: parkedAt, parkedAt, parkedWhy: why })
    .onConflictDoUpdate({ target: [lanes.roomId, lanes.way], set: parked })
  await ask('room.park', { roomId: room.id, why }, waybill)
  return true
}

/** Why nothing is sent to an address; null where it may be. A room that staff bound again is not parked any more. */
export async function findStop(db: Db, room: Pick<Room, 'id' | 'channel'>): Promise<string | null> {
  const [stop] = await db
    .select({ why: mailStops.why, parkedAt: lanes.parkedAt })
    .from(mailStops)
    .leftJoin(lanes, and(eq(lanes.roomId, room.id), eq(lanes.way, 'post'), isNotNull(lanes.parkedAt)))
    .where(eq(mailStops.address, room.channel))
  if (!stop) return null
  if (stop.parkedAt) return stop.why
  await db.delete(mailStops).where(eq(mailStops.address, room.channel))
  return null
}
