import { listStaffRoom, unlistStaffRooms } from '../asking/room.ts'
import type { Db } from '../ground/db.ts'
import type { Purpose } from '../ground/tables.ts'
import type { Directory } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'

/** Staff rooms by id or name, as the settings name them; null where the orders room serves. */
export type NamedRooms = { orders: string; alerts: string | null; support: string | null }

export const PURPOSES = ['orders', 'alerts', 'support'] as const satisfies readonly Purpose[]

/**
 * Lists the staff rooms that the settings name; readers of other rooms are no longer staff.
 * @param missing what to say where the chat has no such channel.
 * @throws Refusal with those words, before anything is changed.
 */
export async function listNamedRooms(
  db: Db,
  { name: chat, directory }: { name: string; directory: Directory },
  named: NamedRooms,
  missing: (purpose: Purpose, named: string) => string,
  now: Date,
): Promise<void> {
  const found: { purpose: Purpose; channel: string; name: string }[] = []
  for (const purpose of PURPOSES) {
    const wanted = named[purpose]
    if (wanted === null) continue
    const room = await directory.findChannel(wanted)
    if (!room) throw new Refusal(missing(purpose, wanted))
    // One channel may serve several purposes; the first named is what it is listed for.
    if (found.every(({ channel }) => channel !== room.channel)) found.push({ purpose, ...room })
  }
  for (const room of found) await listStaffRoom(db, { chat, ...room }, now)
  await unlistStaffRooms(
    db,
    chat,
    found.map(({ channel }) => channel),
  )
}
