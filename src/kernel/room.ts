import { and, eq } from 'drizzle-orm'
import type { Db, Reads } from './db.ts'
import { type Purpose, type Room, rooms } from './tables.ts'

export async function findRoom(db: Reads, chat: string, channel: string): Promise<Room | null> {
  const [room] = await db
    .select()
    .from(rooms)
    .where(and(eq(rooms.chat, chat), eq(rooms.channel, channel)))
  return room ?? null
}

export function staffRooms(db: Reads, purpose?: Purpose): Promise<Room[]> {
  const staff = eq(rooms.side, 'staff')
  return db
    .select()
    .from(rooms)
    .where(purpose ? and(staff, eq(rooms.purpose, purpose)) : staff)
}

export function supplierRooms(db: Reads, supplierId: string): Promise<Room[]> {
  return db
    .select()
    .from(rooms)
    .where(and(eq(rooms.side, 'supplier'), eq(rooms.supplierId, supplierId)))
}

/** Lists a staff room, as the settings name it. Whoever can read it is staff. */
export async function listStaffRoom(
  db: Db,
  room: { chat: string; channel: string; name: string; purpose: Purpose },
  now: Date,
): Promise<void> {
  const side = 'staff' as const
  await db
    .insert(rooms)
    .values({ ...room, side, listedAt: now })
    .onConflictDoUpdate({
      target: [rooms.chat, rooms.channel],
      set: { name: room.name, purpose: room.purpose, side, supplierId: null },
    })
}
