import { and, eq, inArray } from 'drizzle-orm'
import { findRoom, readsStaffRoom } from '../kernel/asking/room.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor, Speaker } from '../kernel/shapes/actor.ts'
import type { Chat } from '../kernel/shapes/chat.ts'
import { contacts } from './tables.ts'

/**
 * Who asks, judged by room and person together. In a staff room: staff. In a supplier's room: that supplier's
 * contacts, and staff who can read a staff room of the same chat. Anybody else is a stranger, as are people of
 * another organisation in a staff room that was shared with them.
 */
export async function whoSpeaks(db: Reads, chat: Chat | undefined, speaker: Speaker): Promise<Actor> {
  const room = await findRoom(db, speaker.chat, speaker.channel)
  const person = { chat: speaker.chat, user: speaker.user, name: speaker.name, roomId: room?.id ?? null }
  if (!room) return { side: 'stranger', ...person }
  if (room.side === 'staff') return { side: speaker.outside || !room.purpose ? 'stranger' : 'staff', ...person }
  if (room.supplierId && (await isContact(db, room.supplierId, speaker)))
    return { side: 'supplier', supplierId: room.supplierId, ...person }
  if (chat && !speaker.outside && (await readsStaffRoom(db, chat, speaker.user))) return { side: 'staff', ...person }
  return { side: 'stranger', ...person }
}

async function isContact(db: Reads, supplierId: string, speaker: Speaker): Promise<boolean> {
  const mine = inArray(contacts.user, [speaker.user, ...speaker.roles])
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.supplierId, supplierId), eq(contacts.chat, speaker.chat), mine))
  return rows.length > 0
}
