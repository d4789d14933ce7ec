import { and, asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { contacts } from './tables.ts'

/** The rooms on a chat in which somebody acts for a supplier, the first bound first. */
export async function actsIn(db: Reads, chat: string, user: string): Promise<readonly Room[]> {
  const rows = await db
    .select({ room: rooms })
    .from(contacts)
    .innerJoin(rooms, and(eq(rooms.supplierId, contacts.supplierId), eq(rooms.chat, contacts.chat)))
    .where(and(eq(contacts.chat, chat), eq(contacts.user, user)))
    .orderBy(asc(rooms.listedAt), asc(rooms.id))
  return rows.map(({ room }) => room)
}
