import { asc, eq } from 'drizzle-orm'
import type { EventName } from '../../../src/events.ts'
import { asker, type House } from '../../../src/kernel/asking/ask.ts'
import { type Board, board } from '../../../src/kernel/asking/board.ts'
import type { Ask, Commands } from '../../../src/kernel/asking/command.ts'
import { putUp } from '../../../src/kernel/asking/put-up.ts'
import type { CardKey, Reactions } from '../../../src/kernel/asking/reaction.ts'
import { roomCommands } from '../../../src/kernel/asking/room-commands.ts'
import { type Db, transact } from '../../../src/kernel/ground/db.ts'
import { messages, outbox, type Purpose, type Room, rooms } from '../../../src/kernel/ground/tables.ts'
import type { Actor } from '../../../src/kernel/shapes/actor.ts'
import type { Card } from '../../../src/kernel/shapes/card.ts'
import { reactions as real } from '../../../src/reactions.ts'
import { nothingOutside } from '../outside.ts'

/** Some things only happen where several connections are open at once. */
export const onPostgres = Boolean(process.env.DATABASE_URL)

/** A clock that stands still until it is moved. */
export type Clock = { now(): Date; wait(ms: number): void }

export function clock(start = '2026-11-02T10:00:00Z'): Clock {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    wait: ms => {
      at += ms
    },
  }
}

type Parts = { commands?: Commands; on?: Partial<Reactions>; clock?: Clock }

/** The kernel with a few commands of the test's own: what follows a fact is what the test says, else nothing. */
export function smallHouse(db: Db, { commands = {}, on = {}, clock: time = clock() }: Parts): House & { ask: Ask } {
  const silent = Object.fromEntries(Object.keys(real).map(name => [name as EventName, []]))
  const house = {
    db,
    commands: { ...roomCommands, ...commands },
    reactions: { ...silent, ...on } as Reactions,
    now: time.now,
    outside: nothingOutside(),
  }
  return { ...house, ask: asker(house) }
}

export const system: Actor = { side: 'system', name: 'Test' }

export async function room(db: Db, channel: string, over: Partial<Room> = {}): Promise<Room> {
  const base = { chat: 'memory', channel, name: channel, side: 'staff' as const, listedAt: new Date() }
  const purpose: Purpose | null = over.side === 'supplier' ? null : 'orders'
  const [row] = await db
    .insert(rooms)
    .values({ ...base, purpose, ...over })
    .returning()
  if (!row) throw new Error('no room')
  return row
}

export function aCard(over: Partial<Card> = {}): Card {
  return { audience: 'staff', tone: 'neutral', title: 'Order 1042', summary: 'Order 1042 came in.', ...over }
}

export const key = (subject: string | number, kind = 'order'): CardKey => ({ kind, subject: String(subject) })

/** Speaks to the board as a reaction would, in a transaction of its own. */
export function speak(
  db: Db,
  say: (to: Board) => Promise<void>,
  now = new Date('2026-11-02T10:00:00Z'),
): Promise<void> {
  return transact(db, async (tx, leave) => {
    const one = board(tx, (_, read) => read())
    await say(one)
    leave((await putUp(tx, now, one.wishes)).written)
  })
}

export function put(db: Db, at: CardKey, where: readonly Room[], card: Card, under?: CardKey): Promise<void> {
  return speak(db, to => to.post(at, where, card, under))
}

export function redraw(db: Db, at: CardKey, card: Card): Promise<void> {
  return speak(db, to => to.redraw(at, card))
}

/** What is owed, oldest first, with the subject of its card. */
export function owed(db: Db) {
  return db
    .select({
      id: outbox.id,
      subject: messages.subject,
      state: outbox.state,
      attempts: outbox.attempts,
      why: outbox.why,
    })
    .from(outbox)
    .innerJoin(messages, eq(messages.id, outbox.messageId))
    .orderBy(asc(outbox.id))
}
