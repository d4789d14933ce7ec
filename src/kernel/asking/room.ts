import { and, eq, inArray, isNotNull, notInArray, type SQL } from 'drizzle-orm'
import type { Db, Reads } from '../ground/db.ts'
import { readingTogether } from '../ground/read-together.ts'
import { type Purpose, type Room, rooms } from '../ground/tables.ts'
import type { Chat } from '../shapes/chat.ts'
import type { OutsideSystems } from './command.ts'

export async function findRoom(db: Reads, chat: string, channel: string): Promise<Room | null> {
  const [room] = await db
    .select()
    .from(rooms)
    .where(and(eq(rooms.chat, chat), eq(rooms.channel, channel)))
  return room ?? null
}

/** The listed staff rooms, of a purpose or all. */
export async function staffRooms(db: Reads, purpose?: Purpose): Promise<readonly Room[]> {
  const { listed } = await readListed(db, {})
  return purpose ? servingRooms(listed, purpose) : listed
}

const readListed = readingTogether(() => ({ listed: [rooms, and(eq(rooms.side, 'staff'), isNotNull(rooms.purpose))] }))

/** Those of a purpose; where none serves it, the orders room does. Pure. */
export function servingRooms(listed: readonly Room[], purpose: Purpose): readonly Room[] {
  const serving = (one: Purpose) => listed.filter(room => room.purpose === one)
  return serving(purpose).length > 0 ? serving(purpose) : serving('orders')
}

/** As people call a room: `#lumen`, or its name alone where nobody talks. */
export const calledRoom = ({ name, reached }: Pick<Room, 'name' | 'reached'>): string => (reached ? name : `#${name}`)

/** What staff do where a room can't be posted to, in a sentence without its full stop. Pure. */
export function helpFor(
  { chat, reached }: Pick<Room, 'chat' | 'reached'>,
  { reaches }: Pick<OutsideSystems, 'reaches'>,
) {
  if (!reached) return 'Invite me to it again, or bind another room'
  return reaches.get(chat)?.reach?.remedy ?? 'Put that right and send a test'
}

export function supplierRooms(db: Reads, supplierId: string): Promise<Room[]> {
  return db
    .select()
    .from(rooms)
    .where(ofSuppliers([supplierId]))
}

export async function allSupplierRooms(db: Reads): Promise<Room[]> {
  return (await readSuppliers(db, {})).all
}

const readSuppliers = readingTogether(() => ({ all: [rooms, eq(rooms.side, 'supplier')] }))

export function ofSuppliers(supplierIds: readonly string[]): SQL | undefined {
  return and(eq(rooms.side, 'supplier'), inArray(rooms.supplierId, [...supplierIds]))
}

/** Whether somebody is staff: everybody who can read a staff room of their chat is. */
export async function readsStaffRoom(db: Reads, chat: Chat, user: string): Promise<boolean> {
  return (await staffRoomOf(db, chat, user)) !== null
}

/** A staff room of that chat that the person can read, the orders room first; null for anybody who is not staff. */
export async function staffRoomOf(db: Reads, chat: Chat, user: string): Promise<Room | null> {
  const listed = (await staffRooms(db)).filter(room => room.chat === chat.name)
  for (const room of listed.toSorted((a, b) => Number(b.purpose === 'orders') - Number(a.purpose === 'orders')))
    if (await chat.directory?.isIn(user, room.channel)) return room
  return null
}

/** Lists a staff room, as the settings name it. Everybody who can read it is staff. */
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

/** Readers of a room of that chat that the settings no longer name are no longer staff. */
export async function unlistStaffRooms(db: Db, chat: string, keep: readonly string[]): Promise<void> {
  const dropped = and(eq(rooms.chat, chat), eq(rooms.side, 'staff'), notInArray(rooms.channel, [...keep]))
  await db.update(rooms).set({ purpose: null }).where(dropped)
}

/** All rooms in a chat. */
export function roomsOn(db: Reads, chat: string): Promise<Room[]> {
  return db.select().from(rooms).where(eq(rooms.chat, chat))
}
