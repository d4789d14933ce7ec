import { asc, eq } from 'drizzle-orm'
import { calledRoom } from '../kernel/asking/room.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { isId } from '../kernel/words/id.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { Supplier } from './tables.ts'

/** A supplier's rooms, the first bound first. */
export function roomsOfSupplier(db: Reads, supplierId: string): Promise<Room[]> {
  return db.select().from(rooms).where(eq(rooms.supplierId, supplierId)).orderBy(asc(rooms.listedAt), asc(rooms.id))
}

/** `#lumen`; of two on different chats `#lumen (slack)`. */
export function roomName(room: Room, all: readonly Room[]): string {
  const isOneOfTwo = all.filter(one => one.name === room.name).length > 1
  return isOneOfTwo ? `${calledRoom(room)} (${room.chat})` : calledRoom(room)
}

/** The room of a supplier that somebody named, by id or as `roomName` has it. @throws Refusal with those there are. */
export async function findSupplierRoom(db: Reads, supplier: Supplier, named: string): Promise<Room> {
  const all = await roomsOfSupplier(db, supplier.id)
  const typed = named.trim().toLowerCase()
  const names = all.map(one => roomName(one, all))
  const at = names.findIndex(name => [name, name.replace(/^#/, '')].some(one => one.toLowerCase() === typed))
  const found = (isId(typed) ? all.find(({ id }) => id === typed) : undefined) ?? all[at]
  if (found) return found
  const has = names.length > 0 ? `It has ${list(names)}.` : 'It has none.'
  throw new Refusal(`${named.trim()} isn’t a room of ${supplier.name}. ${has}`, 'room')
}
