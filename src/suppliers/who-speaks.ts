import { and, eq, inArray } from 'drizzle-orm'
import { findRoom, readsStaffRoom, staffRoomOf } from '../kernel/asking/room.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor, Speaker } from '../kernel/shapes/actor.ts'
import type { Chat } from '../kernel/shapes/chat.ts'
import { contacts } from './tables.ts'

/**
 * Who asks, judged by room and person together. In a staff room: staff. In a supplier's room: that supplier's
 * contacts, and staff who can read a staff room of the same chat. Anywhere else: staff who are no supplier's contact,
 * with the rights of a staff room that they read, so that what they are shown there works there. Anybody else is a
 * stranger, as are people of another organisation in a staff room that was shared with them.
 */
export async function whoSpeaks(db: Reads, chat: Chat | undefined, speaker: Speaker): Promise<Actor> {
  const room = await findRoom(db, speaker.chat, speaker.channel)
  const person = { chat: speaker.chat, user: speaker.user, name: speaker.name, roomId: room?.id ?? null }
  if (!room) return elsewhere(db, chat, speaker)
  if (room.side === 'staff') return { side: speaker.outside || !room.purpose ? 'stranger' : 'staff', ...person }
  if (room.supplierId && (await isContact(db, speaker, room.supplierId)))
    return { side: 'supplier', supplierId: room.supplierId, ...person }
  if (chat && !speaker.outside && (await readsStaffRoom(db, chat, speaker.user))) return { side: 'staff', ...person }
  return { side: 'stranger', ...person }
}

/** In a channel that is nobody's room, or in direct messages. */
async function elsewhere(db: Reads, chat: Chat | undefined, speaker: Speaker): Promise<Actor> {
  const person = { chat: speaker.chat, user: speaker.user, name: speaker.name }
  const stranger = { side: 'stranger' as const, ...person, roomId: null }
  if (!chat || speaker.outside) return stranger
  const room = await staffRoomOf(db, chat, speaker.user)
  if (!room || (await isContact(db, speaker))) return stranger
  return { side: 'staff', ...person, roomId: room.id }
}

/** Of that supplier, or of any. */
async function isContact(db: Reads, speaker: Speaker, supplierId?: string): Promise<boolean> {
  const mine = inArray(contacts.user, [speaker.user, ...speaker.roles])
  const ofSupplier = supplierId ? eq(contacts.supplierId, supplierId) : undefined
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(ofSupplier, eq(contacts.chat, speaker.chat), mine))
    .limit(1)
  return rows.length > 0
}
