import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { messages, type Room, rooms } from '../ground/tables.ts'
import { type Card, MOST_BUTTONS } from '../shapes/card.ts'
import type { Drawn } from '../shapes/chat.ts'
import { idOf } from '../words/id.ts'
import { enqueue } from './enqueue.ts'
import type { CardKey, Speech } from './reaction.ts'
import { staffRooms, supplierRooms } from './room.ts'
import { setThread } from './set-thread.ts'
import { keepPings, spendPings } from './spend-pings.ts'
import { mintAll } from './token.ts'

type Board = Pick<Speech, 'staffRooms' | 'supplierRooms' | 'post' | 'redraw' | 'closeThread' | 'openThread'>

/** Where cards are put up, once a room, and redrawn. What the chats then show is the outbox's business. */
export function board(db: Db, now: Date): Board {
  return {
    staffRooms: purpose => staffRooms(db, purpose),
    supplierRooms: supplierId => supplierRooms(db, supplierId),
    async post(key, at, card, under) {
      for (const room of at) await postOrRedraw(db, now, key, room, card, under)
    },
    async redraw(key, card) {
      const shownCards = await db
        .select({ room: rooms, card: messages.card })
        .from(messages)
        .innerJoin(rooms, eq(rooms.id, messages.roomId))
        .where(and(eq(messages.kind, key.kind), eq(messages.subject, key.subject)))
        .orderBy(messages.id)
      // A room that has changed hands keeps what it showed: nothing of the old side is drawn there any more.
      for (const { room, card: shown } of shownCards)
        if (fits(shown, room)) await postOrRedraw(db, now, key, room, card)
    },
    closeThread: key => setThread(db, now, key, true),
    openThread: key => setThread(db, now, key, false),
  }
}

async function postOrRedraw(db: Db, now: Date, key: CardKey, room: Room, card: Card, under?: CardKey): Promise<void> {
  mustFit(card, room)
  const id = messageId(key, room.id)
  const before = await standing(db, id)
  const drawn = await draw(db, now, room.id, id, card)
  if (before) {
    const redrawn = keepPings(withUsedLabels(drawn, before), before)
    if (await redraw(db, id, redrawn)) await enqueue(db, now, id)
    return
  }
  const row = { id, ...key, roomId: room.id, card: drawn, ...(under && { threadOf: messageId(under, room.id) }) }
  const first = await db.insert(messages).values(row).onConflictDoNothing().returning({ id: messages.id })
  // Somebody put it up between our look and our write: theirs called people, ours is a redraw.
  if (first.length === 0) return postOrRedraw(db, now, key, room, card, under)
  const limited = await spendPings(db, room, drawn, now)
  if (limited !== drawn) await db.update(messages).set({ card: limited }).where(eq(messages.id, id))
  await enqueue(db, now, id)
}

/** Answers whether it shows anything new. */
async function redraw(db: Db, id: string, card: Drawn): Promise<boolean> {
  const changed = await db
    .update(messages)
    .set({ card, version: sql`${messages.version} + 1` })
    .where(and(eq(messages.id, id), sql`${messages.card} is distinct from ${JSON.stringify(card)}::jsonb`))
    .returning({ id: messages.id })
  return changed.length > 0
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
function withUsedLabels(card: Drawn, before: Drawn | null): Drawn {
  const offered = new Set(card.presses.map(({ label }) => label))
  const former = new Set([...(before?.usedLabels ?? []), ...(before?.presses ?? []).map(({ label }) => label)])
  const usedLabels = [...former].filter(label => !offered.has(label)).slice(0, MOST_BUTTONS)
  return usedLabels.length > 0 ? { ...card, usedLabels } : card
}

/** The last wall between the two sides: what is meant for one cannot be put up before the other. */
function mustFit(card: Card, room: Room): void {
  if (!fits(card, room)) throw new Error(`“${card.title}” is not for the people in room ${room.id}`)
}

function fits({ audience }: Pick<Card, 'audience'>, room: Room): boolean {
  if (audience === 'staff') return room.side === 'staff'
  return room.side === 'supplier' && room.supplierId === audience.supplierId
}

/** A card's message in a room is named by what it is, so that two who post it at once post it once. */
function messageId({ kind, subject }: CardKey, roomId: string): string {
  return idOf(`${kind} ${subject} ${roomId}`)
}
