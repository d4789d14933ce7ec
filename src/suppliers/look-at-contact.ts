import type { ChatsAround } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { roomsOfSupplier } from './find-room.ts'
import { findSupplier } from './find-supplier.ts'

/**
 * Who somebody is, before they may act for a supplier: `isStaff`, and `sees`, whether they can read one of its rooms on
 * their chat; left out where it has none there, or our records alone decide that.
 */
export async function lookAtContact({ db, chats, isStaff }: ChatsAround, input: Readonly<Record<string, unknown>>) {
  const person = Named.safeParse(input.person).data
  if (!person || person.isNew) return {}
  const chat = chats.get(person.chat)
  if (!chat?.directory) return {}
  const supplier = await findSupplier(db, String(input.supplier))
  const rooms = (await roomsOfSupplier(db, supplier.id)).filter(room => room.chat === chat.name)
  const found = { isStaff: await isStaff(chat, person.id) }
  if (!chat.directory.look || rooms.length === 0) return found
  let sees = false
  for (const room of rooms) sees ||= await chat.directory.isIn(person.id, room.channel)
  return { ...found, sees }
}
