import { eq, isNotNull } from 'drizzle-orm'
import { staffRooms } from '../kernel/asking/room.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { lanes, type Room, rooms } from '../kernel/ground/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type DigestTimes, USUAL_HOUR } from './digest-day.ts'
import { digestHours } from './tables.ts'

/** A room that gets a daily digest: an alerts room of the staff, or a supplier's. */
export type DigestRoom = { room: Room; times: DigestTimes }

/** All of them, or those of these ids, always in the same order. A room that cannot be posted to waits until it can. */
export async function digestRooms(db: Reads, ids?: readonly string[]): Promise<readonly DigestRoom[]> {
  const alerts = (await staffRooms(db, 'alerts')).map(room => ({ room, zone: staffZone() }))
  const theirs = await db
    .select({ room: rooms, zone: suppliers.zone })
    .from(rooms)
    .innerJoin(suppliers, eq(suppliers.id, rooms.supplierId))
    .where(eq(rooms.side, 'supplier'))
  const parked = await db.select({ roomId: lanes.roomId }).from(lanes).where(isNotNull(lanes.parkedAt))
  const hours = new Map((await db.select().from(digestHours)).map(({ roomId, hour }) => [roomId, hour]))
  return [...alerts, ...theirs]
    .filter(({ room }) => (ids ? ids.includes(room.id) : !parked.some(({ roomId }) => roomId === room.id)))
    .map(({ room, zone }) => {
      const set = hours.get(room.id)
      return { room, times: { zone, hour: set === undefined ? USUAL_HOUR : set } }
    })
    .sort((a, b) => (a.room.id < b.room.id ? -1 : 1))
}
