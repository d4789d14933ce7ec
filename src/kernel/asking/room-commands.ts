import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { OUTBOX_CHANNEL } from '../ground/db.ts'
import { lanes, messages, type Room, rooms } from '../ground/tables.ts'
import { bySystem, command, type Outcome, type Verb } from './command.ts'
import { calledRoom, helpFor } from './room.ts'

const Parked = z.object({ roomId: z.string(), why: z.string() })
const Refused = Parked.extend({ kind: z.string() })
const Shown = z.object({ messageId: z.string() })
const Channel = z.object({ chat: z.string(), channel: z.string() })
const Renamed = Channel.extend({ name: z.string().min(1) })
const Moved = Channel.extend({ to: z.string().min(1) })
const Lost = Channel.extend({ why: z.string().min(1) })

/** A room cannot be posted to: said once; its messages wait until it can. */
async function parkRoom({ db, record, outside }: Verb, { roomId, why }: z.infer<typeof Parked>): Promise<Outcome> {
  const [room] = await db.select().from(rooms).where(eq(rooms.id, roomId))
  if (room) await record('room.parked', roomId, { room: shown(room), why, help: helpFor(room, outside) })
  return { text: 'Recorded.' }
}

/** A message was refused by the chat for good. */
async function parkMessage({ db, record }: Verb, { roomId, why, kind }: z.infer<typeof Refused>): Promise<Outcome> {
  const [room] = await db.select().from(rooms).where(eq(rooms.id, roomId))
  if (room) await record('message.parked', roomId, { room: shown(room), why, kind })
  return { text: 'Recorded.' }
}

/** A chat has a message that somebody waits for. */
async function noteShown({ db, record }: Verb, { messageId }: z.infer<typeof Shown>): Promise<Outcome> {
  const [found] = await db.select().from(messages).where(eq(messages.id, messageId))
  if (found) await record('message.shown', found.subject, { kind: found.kind, roomId: found.roomId })
  return { text: 'Recorded.' }
}

/** The channel has another name now. */
async function renameRoom({ db, record }: Verb, { chat, channel, name }: z.infer<typeof Renamed>): Promise<Outcome> {
  const room = await find({ db }, chat, channel)
  if (!room || room.name === name) return { text: 'Nothing to change.' }
  await db.update(rooms).set({ name }).where(eq(rooms.id, room.id))
  await record('room.renamed', room.id, { from: room.name, to: name })
  return { text: `#${room.name} is #${name} now.` }
}

/** The channel has another id now, as when it is shared with another workspace: the binding follows. */
async function moveRoom({ db, record }: Verb, { chat, channel, to }: z.infer<typeof Moved>): Promise<Outcome> {
  const room = await find({ db }, chat, channel)
  if (!room) return { text: 'Nothing to change.' }
  await db.update(rooms).set({ channel: to }).where(eq(rooms.id, room.id))
  await record('room.moved', room.id, { room: shown(room) })
  return { text: `#${room.name} was moved.` }
}

/** We were removed from the channel, or it was archived: its messages wait, and staff are notified once. */
async function loseRoom(
  { db, now, record, outside }: Verb,
  { chat, channel, why }: z.infer<typeof Lost>,
): Promise<Outcome> {
  const room = await find({ db }, chat, channel)
  const isNobodys = room?.side === 'supplier' && room.supplierId === null
  if (!room || isNobodys) return { text: 'Nothing to change.' }
  await db.insert(lanes).values({ roomId: room.id, nextAt: now }).onConflictDoNothing()
  const known = await db.$count(lanes, and(eq(lanes.roomId, room.id), isNotNull(lanes.parkedAt)))
  const standing = and(eq(lanes.roomId, room.id), isNull(lanes.parkedAt))
  await db.update(lanes).set({ parkedAt: now, parkedWhy: why }).where(standing)
  if (known === 0) await record('room.parked', room.id, { room: shown(room), why, help: helpFor(room, outside) })
  return { text: `#${room.name} waits.` }
}

/** We are in the channel again: what is owed to it goes out. */
async function regainRoom({ db, now, record }: Verb, { chat, channel }: z.infer<typeof Channel>): Promise<Outcome> {
  const room = await find({ db }, chat, channel)
  if (!room) return { text: 'Nothing to change.' }
  const back = { parkedAt: null, parkedWhy: null, nextAt: now }
  const waiting = and(eq(lanes.roomId, room.id), isNotNull(lanes.parkedAt))
  const freed = await db.update(lanes).set(back).where(waiting).returning()
  if (freed.length === 0) return { text: 'Nothing to change.' }
  await record('room.regained', room.id, { room: shown(room) })
  await db.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`)
  return { text: `#${room.name} goes on.` }
}

/**
 * Another organisation can read the channel now. For a supplier's room that is intended; for ours, staff are notified.
 */
async function shareRoom({ db, record }: Verb, { chat, channel }: z.infer<typeof Channel>): Promise<Outcome> {
  const room = await find({ db }, chat, channel)
  if (room?.side !== 'staff' || !room.purpose) return { text: 'Nothing to change.' }
  await record('room.shared', room.id, { room: shown(room) })
  return { text: `#${room.name} is shared.` }
}

async function find({ db }: Pick<Verb, 'db'>, chat: string, channel: string): Promise<Room | null> {
  const [room] = await db
    .select()
    .from(rooms)
    .where(and(eq(rooms.chat, chat), eq(rooms.channel, channel)))
  return room ?? null
}

function shown(room: Room): string {
  return `${calledRoom(room)} (${room.chat})`
}

const shared = { ...bySystem, title: 'Follow a room' }

/** What the outbox and the chats themselves ask about rooms. */
export const roomCommands = {
  'room.park': command({ ...shared, does: 'Record that a room cannot be posted to.', input: Parked, run: parkRoom }),
  'message.park': command({
    ...shared,
    does: 'Record that a chat refused a message.',
    input: Refused,
    run: parkMessage,
  }),
  'message.note-shown': command({
    ...shared,
    does: 'Record that a chat has a message.',
    input: Shown,
    run: noteShown,
  }),
  'room.rename': command({ ...shared, does: 'Follow a channel to its new name.', input: Renamed, run: renameRoom }),
  'room.move': command({ ...shared, does: 'Follow a channel to its new id.', input: Moved, run: moveRoom }),
  'room.lose': command({ ...shared, does: 'Wait while a channel cannot be posted to.', input: Lost, run: loseRoom }),
  'room.share': command({ ...shared, does: 'Record that a channel is shared.', input: Channel, run: shareRoom }),
  'room.regain': command({ ...shared, does: 'Go on in a channel.', input: Channel, run: regainRoom }),
}
