import { z } from 'zod'
import type { ChatsAround, Outcome, Verb } from '../kernel/asking/command.ts'
import { staffRooms } from '../kernel/asking/room.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { addContact } from './add-contact.ts'
import { bindRoom } from './bind-room.ts'
import { roomsOfSupplier } from './find-room.ts'
import { findSupplier } from './find-supplier.ts'

export const SetUpSupplier = z.object({
  supplier: z.string().min(1),
  person: Named.optional(),
  room: Named.optional(),
  shape: z.enum(['channel', 'forum']).optional(),
  /** What `makeWhatLacks` found, and what it could not make. */
  isPublic: z.boolean().optional(),
  lacks: z.string().nullable().optional(),
  left: z.array(z.string()).optional(),
})

/** Binds a supplier's room and adds its contact, both chosen or just made, and says what people must do themselves. */
export async function setUpSupplier(verb: Verb, input: z.infer<typeof SetUpSupplier>): Promise<Outcome> {
  const { room, person, left = [] } = input
  const { id: supplier } = await findSupplier(verb.db, input.supplier)
  const contact = person ? await addContact(verb, { supplier, person }) : null
  const bound = room ? await bindRoom(verb, { supplier, room, isPublic: input.isPublic, lacks: input.lacks }) : null
  const texts = [contact?.text, bound?.text, ...left].filter(text => text !== undefined)
  return { ...bound, text: texts.join('\n') }
}

/**
 * Makes the room and the role that were not chosen, where the chat lets us. What is there already is taken.
 * @throws Refusal for a contact who is staff
 */
export async function makeWhatLacks(
  { db, chats, isStaff, here }: ChatsAround,
  input: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { room, person, shape } = SetUpSupplier.pick({ room: true, person: true, shape: true }).parse(input)
  const supplier = await findSupplier(db, String(input.supplier))
  const chat = chats.get(here)
  if (person && chat && (await isStaff(chat, person.id)))
    throw new Refusal(`${person.name} is your staff. Choose somebody of ${supplier.name}.`, 'person')
  if (room) return (await chats.get(room.chat)?.directory?.look?.(room.id)) ?? {}
  const own = (await roomsOfSupplier(db, supplier.id)).filter(one => one.chat === here)
  const [bound] = own
  if (bound) return { room: { chat: here, id: bound.channel, name: bound.name } }
  const { makeRoom } = chat?.directory ?? {}
  if (!makeRoom)
    return { left: [`Make a channel for ${supplier.name}’s people, your staff and me, and use /supplier room.`] }
  const listed = (await staffRooms(db)).flatMap(one => (one.chat === here ? [one.channel] : []))
  const made = await makeRoom({
    name: supplier.name,
    isForum: shape === 'forum',
    reader: person ? { user: person.id, name: person.name } : null,
    staffRooms: listed,
  })
  const named = (one: { id: string; name: string }) => ({ chat: here, id: one.id, name: one.name })
  return {
    ...(made.room && { room: named({ id: made.room.channel, name: made.room.name }) }),
    ...(made.reader && { person: named({ id: made.reader.user, name: made.reader.name }) }),
    left: made.left,
  }
}
