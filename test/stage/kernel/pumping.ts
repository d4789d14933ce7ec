import type { Reaction } from '../../../src/kernel/asking/reaction.ts'
import { type Dispatcher, startDispatcher } from '../../../src/kernel/carrying/dispatcher.ts'
import type { Database } from '../../../src/kernel/ground/db.ts'
import type { Heart } from '../../../src/kernel/ground/heart.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import type { Chat } from '../../../src/kernel/shapes/chat.ts'
import { noticeCard } from '../../../src/kernel/shapes/notice-card.ts'
import { type Clock, key, smallHouse } from './small-house.ts'

const HOUR = 3_600_000

/** A pump that nothing but a wake can hurry; what is put aside is said in the alerts room. */
export function pumping(
  database: Database,
  chat: Chat,
  clock: Clock,
  over: { width?: number; heart?: Heart } = {},
): Promise<Dispatcher> {
  const tell: Reaction<'room.parked' | 'message.parked'> = async (speech, { id, data }) =>
    speech.post(key(id, 'parked'), await speech.staffRooms('alerts'), noticeCard('Trouble', data.why))
  const { ask } = smallHouse(database.db, { clock, on: { 'room.parked': [tell], 'message.parked': [tell] } })
  const chats = new Map([[chat.name, chat]])
  return startDispatcher({ database, chats, ask, log: openLog('silent'), now: clock.now, pollInterval: HOUR, ...over })
}
