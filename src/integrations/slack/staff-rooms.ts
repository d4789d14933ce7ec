import { listStaffRoom, unlistStaffRooms } from '../../kernel/asking/room.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Chat, Directory } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

export type StaffRooms = { orders: string; alerts: string | null; support: string | null }

/**
 * Lists the staff rooms that the settings name; readers of other rooms are no longer staff.
 * @throws Refusal naming the setting whose channel we are not in.
 */
export async function listSlackRooms(
  db: Db,
  chat: Chat & { directory: Directory },
  rooms: StaffRooms,
  now: Date,
): Promise<void> {
  const listed: string[] = []
  for (const purpose of ['orders', 'alerts', 'support'] as const) {
    const named = rooms[purpose]
    if (!named) continue
    const found = await chat.directory.findChannel(named)
    if (!found) throw new Refusal(notThere(`SLACK_${purpose.toUpperCase()}_ROOM`, named))
    // One channel may serve several purposes; the first named is what it is listed for.
    if (listed.includes(found.channel)) continue
    await listStaffRoom(db, { chat: chat.name, ...found, purpose }, now)
    listed.push(found.channel)
  }
  await unlistStaffRooms(db, chat.name, listed)
}

/** What to do about a channel that we are not in. */
export function notThere(setting: string, named: string): string {
  return `${setting}: I’m not in a channel called “${named}”. Invite me there: open the channel and type /invite @waybill`
}
