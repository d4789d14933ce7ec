import { readsStaffRoom, staffRooms } from '../asking/room.ts'
import type { Reads } from '../ground/db.ts'
import type { Speaker } from '../shapes/actor.ts'
import type { Chat } from '../shapes/chat.ts'
import { list } from '../words/text.ts'

type Parts = { db: Reads; chats: ReadonlyMap<string, Chat> }

/** What somebody reads in a channel that is nobody's room: staff, how to connect it; anybody else, where to go. */
export async function notARoom({ db, chats }: Parts, { chat: name, user, outside }: Speaker): Promise<string> {
  const chat = chats.get(name)
  const isStaff = chat && !outside && (await readsStaffRoom(db, chat, user).catch(() => false))
  const said = 'This channel is not connected to Waybill.'
  if (!isStaff)
    return `${said} Use the channel that you share with the shop, or ask the shop’s staff to connect this one.`
  const own = (await staffRooms(db)).flatMap(room => (room.chat === name ? [`#${room.name}`] : []))
  return `${said} To connect it to a supplier, use /supplier room in ${list(own, 'or')}.`
}
