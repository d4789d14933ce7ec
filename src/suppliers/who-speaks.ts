import { and, eq, inArray } from 'drizzle-orm'
import { readsStaffRoom, staffRoomOf } from '../kernel/asking/room.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import type { Actor, Speaker } from '../kernel/shapes/actor.ts'
import type { Chat } from '../kernel/shapes/chat.ts'
import type { Withheld } from '../kernel/shapes/power.ts'
import { withheldFrom } from '../staff/withheld.ts'
import { contacts } from './tables.ts'

/**
 * Who asks, judged by room and person together. In a staff room: staff. In a supplier's room: that supplier's
 * contacts, and staff who can read a staff room of the same chat. In a channel that is nobody's room: staff who are no
 * supplier's contact, as if they spoke in a staff room that they read. Anybody else is a stranger, as are people of
 * another organisation in a staff room that was shared with them.
 */
export async function whoSpeaks(db: Reads, chat: Chat | undefined, speaker: Speaker): Promise<Actor> {
  const { room, withheld } = await findPlace(db, speaker)
  const person = { chat: speaker.chat, user: speaker.user, name: speaker.name, roomId: room?.id ?? null }
  if (!room) {
    const own = chat && !speaker.outside ? await staffRoomOf(db, chat, speaker.user) : null
    const isStaff = own && !(await isContact(db, speaker))
    return isStaff ? whoSpeaks(db, chat, { ...speaker, channel: own.channel }) : { side: 'stranger', ...person }
  }
  const staff = { side: 'staff' as const, ...person, ...(withheld && { withheld }) }
  if (room.side === 'staff') return speaker.outside || !room.purpose ? { side: 'stranger', ...person } : staff
  if (room.supplierId && (await isContact(db, speaker, room.supplierId)))
    return { side: 'supplier', supplierId: room.supplierId, ...person }
  if (chat && !speaker.outside && (await readsStaffRoom(db, chat, speaker.user))) return staff
  return { side: 'stranger', ...person }
}

/** The room one speaks in, and what is kept from one there if one is staff: read together. */
async function findPlace(
  db: Reads,
  { chat, channel, user }: Speaker,
): Promise<{ room: Room | null; withheld?: Withheld }> {
  const [found] = await db
    .select({ room: rooms, withheld: withheldFrom({ chat, user }) })
    .from(rooms)
    .where(and(eq(rooms.chat, chat), eq(rooms.channel, channel)))
  if (!found) return { room: null }
  return Object.keys(found.withheld).length > 0 ? found : { room: found.room }
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
