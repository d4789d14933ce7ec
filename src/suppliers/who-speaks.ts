import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { readsStaffRoom, staffRoomOf } from '../kernel/asking/room.ts'
import { amongNamed } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
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
  const { room, isItsContact, withheld } = await findPlace(db, speaker)
  const person = { chat: speaker.chat, user: speaker.user, name: speaker.name, roomId: room?.id ?? null }
  if (!room) {
    const own = chat && !speaker.outside ? await staffRoomOf(db, chat, speaker.user) : null
    const isStaff = own && (await contact(db, speaker)).length === 0
    return isStaff ? whoSpeaks(db, chat, { ...speaker, channel: own.channel }) : { side: 'stranger', ...person }
  }
  const staff = { side: 'staff' as const, ...person, ...(withheld && { withheld }) }
  if (room.side === 'staff') return speaker.outside || !room.purpose ? { side: 'stranger', ...person } : staff
  if (room.supplierId && isItsContact) return { side: 'supplier', supplierId: room.supplierId, ...person }
  if (chat && !speaker.outside && (await readsStaffRoom(db, chat, speaker.user))) return staff
  return { side: 'stranger', ...person }
}

type Place = { room: Room | null; isItsContact?: boolean; withheld?: Withheld }

/** The room one speaks in, whether as a contact of its supplier, and what is kept from one there if one is staff. */
async function findPlace(db: Reads, speaker: Speaker): Promise<Place> {
  const { chat, channel, user } = speaker
  const [found, withheld] = await Promise.all([
    readPlace(db, { chat, channel, names: namesOf(speaker) }),
    withheldFrom(db, { chat, user }),
  ])
  const [room] = found.rooms
  if (!room) return { room: null }
  const place = { room, isItsContact: found.as.length > 0 }
  return Object.keys(withheld).length > 0 ? { ...place, withheld } : place
}

const readPlace = readingTogether(({ chat, channel, names }: Placeholders<'chat' | 'channel' | 'names'>) => {
  const here = and(eq(rooms.chat, chat), eq(rooms.channel, channel))
  const own = sql`${contacts.supplierId} in (select ${rooms.supplierId} from ${rooms} where ${here})`
  return { rooms: [rooms, here], as: [contacts, and(isOne(chat, names), own)] }
})

/** The contacts that one is, of any supplier. */
async function contact(db: Reads, speaker: Speaker) {
  return (await readContacts(db, { chat: speaker.chat, names: namesOf(speaker) })).mine
}

const readContacts = readingTogether(({ chat, names }: Placeholders<'chat' | 'names'>) => ({
  mine: [contacts, isOne(chat, names)],
}))

/** By what one is known: oneself, and the roles one has. */
const namesOf = ({ user, roles }: Speaker) => JSON.stringify([user, ...roles])
const isOne = (chat: Placeholder, names: Placeholder) => and(eq(contacts.chat, chat), amongNamed(contacts.user, names))
