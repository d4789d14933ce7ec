import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { type Card, MOST_BUTTONS } from './card.ts'
import type { Drawn } from './chat.ts'
import { type Db, OWED } from './db.ts'
import type { CardKey, Speech } from './reaction.ts'
import { staffRooms, supplierRooms } from './room.ts'
import { lanes, messages, outbox, type Room, rooms } from './tables.ts'
import { mintAll } from './token.ts'

type Board = Pick<Speech, 'staffRooms' | 'supplierRooms' | 'post' | 'redraw'>

/** Where cards are put up, once a room, and redrawn. What the chats then show is the outbox's business. */
export function board(db: Db, now: Date): Board {
  return {
    staffRooms: purpose => staffRooms(db, purpose),
    supplierRooms: supplierId => supplierRooms(db, supplierId),
    async post(key, at, card, under) {
      for (const room of at) await put(db, now, key, room, card, under)
    },
    async redraw(key, card) {
      const standing = await db
        .select({ room: rooms, card: messages.card })
        .from(messages)
        .innerJoin(rooms, eq(rooms.id, messages.roomId))
        .where(and(eq(messages.kind, key.kind), eq(messages.subject, key.subject)))
        .orderBy(messages.id)
      // A room that has changed hands keeps what it showed: nothing of the old side is drawn there any more.
      for (const { room, card: shown } of standing) if (fits(shown, room)) await put(db, now, key, room, card)
    },
  }
}

async function put(db: Db, now: Date, key: CardKey, room: Room, card: Card, under?: CardKey): Promise<void> {
  mayStand(card, room)
  const id = messageId(key, room.id)
  const drawn = withSpent(await draw(db, now, room.id, id, card), await standing(db, id))
  const row = { id, ...key, roomId: room.id, card: drawn, ...(under && { threadOf: messageId(under, room.id) }) }
  const changed = await db
    .insert(messages)
    .values(row)
    .onConflictDoUpdate({
      target: messages.id,
      set: { card: drawn, version: sql`${messages.version} + 1` },
      setWhere: sql`${messages.card} is distinct from excluded.card`,
    })
    .returning({ id: messages.id })
  if (changed.length > 0) await owe(db, now, room.id, id)
}

/** A card with its buttons turned into tokens that work in that room alone. */
async function draw(db: Db, now: Date, roomId: string, id: string, { buttons = [], ...card }: Card): Promise<Drawn> {
  if (buttons.length > MOST_BUTTONS) throw new Error(`“${card.title}” has ${buttons.length} buttons`)
  return { ...card, presses: await mintAll(db, { roomId, messageId: id, now }, buttons) }
}

async function standing(db: Db, id: string): Promise<Drawn | null> {
  const [row] = await db.select({ card: messages.card }).from(messages).where(eq(messages.id, id))
  return row?.card ?? null
}

/** Remembers the buttons that stood on the card before and are no longer offered. */
function withSpent(card: Drawn, before: Drawn | null): Drawn {
  const offered = new Set(card.presses.map(({ label }) => label))
  const former = new Set([...(before?.spent ?? []), ...(before?.presses ?? []).map(({ label }) => label)])
  const spent = [...former].filter(label => !offered.has(label)).slice(0, MOST_BUTTONS)
  return spent.length > 0 ? { ...card, spent } : card
}

/** Notes that a room's copy must catch up. A queued row serves every later change as well: it shows what is newest. */
async function owe(db: Db, now: Date, roomId: string, messageId: string): Promise<void> {
  // Looked for first: an insert would wait for a pump that frees the lane, while it waits for the message we hold.
  if ((await db.$count(lanes, eq(lanes.roomId, roomId))) === 0)
    await db.insert(lanes).values({ roomId, nextAt: now }).onConflictDoNothing()
  await db
    .insert(outbox)
    .values({ roomId, messageId, owedAt: now })
    // The update holds the row until we commit, so that no pump draws the card as it was before.
    .onConflictDoUpdate({ target: outbox.messageId, targetWhere: sql`state = 'queued'`, set: { roomId } })
  await db.execute(sql`select pg_notify(${OWED}, '')`)
}

/** The last wall between the two sides: what is meant for one cannot be put up before the other. */
function mayStand(card: Card, room: Room): void {
  if (!fits(card, room)) throw new Error(`“${card.title}” is not for the people in room ${room.id}`)
}

function fits({ audience }: Pick<Card, 'audience'>, room: Room): boolean {
  if (audience === 'staff') return room.side === 'staff'
  return room.side === 'supplier' && room.supplierId === audience.supplierId
}

/** A card's message in a room is named by what it is, so that two who post it at once post it once. */
function messageId({ kind, subject }: CardKey, roomId: string): string {
  const hex = createHash('sha256').update(`${kind} ${subject} ${roomId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
