import { isDeepStrictEqual } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { statement } from '../ground/statement.ts'
import { messages } from '../ground/tables.ts'
import { MOST_BUTTONS } from '../shapes/card.ts'
import type { Drawn } from '../shapes/chat.ts'
import { notifying, type Owed, owed, owing } from './enqueue.ts'
import { keepPings, spendPings } from './spend-pings.ts'
import { lockStanding } from './standing.ts'
import { keeping, pressesOf, rowsOfTokens, type Token } from './token.ts'
import { keyName, type Wanted, type Wish, whatIsWanted } from './wish.ts'

/** A card as it is to be written; null where it stays as it is. */
type Drawing = Wanted & { drawn: Drawn | null; minted: readonly Token[] }

/** The last of an ask's statements, which goes to the database with the commit. */
export type Last = { written: Promise<unknown> }

/**
 * Puts up and redraws all that an ask wished for, in a handful of statements, and notes what rooms are owed. Where somebody
 * else put up one of the cards between our look and our write it is refused, and the ask has to be done again: theirs
 * called people, and ours is a redraw.
 * @param isAwaited whether a person asked.
 */
export async function putUp(db: Db, now: Date, wishes: readonly Wish[], isAwaited = false): Promise<Last> {
  const keys = [...new Map(wishes.map(({ key }) => [keyName(key), key])).values()]
  const wanted = whatIsWanted(wishes, await lockStanding(db, keys))
  const drawings = wanted.map(one => draw(one, now)).filter(changes)
  const written = write(db, now, drawings, isAwaited)
  // Its failure is heard where it is waited for.
  written.catch(() => {})
  const calling = drawings.filter(({ before, drawn }) => !before && drawn?.pings?.length)
  if (calling.length > 0) await written
  for (const one of calling) await call(db, one, now)
  return { written }
}

/** A card with its buttons turned into tokens that work in that room alone. */
function draw(one: Wanted, now: Date): Drawing {
  const { card, before, key, id, room } = one
  if (card === null) return { ...one, drawn: null, minted: [] }
  if (card === 'later') throw new Error(`nobody has drawn the card ${keyName(key)}`)
  const { buttons = [], rest, ...bare } = card
  if (buttons.length > MOST_BUTTONS) throw new Error(`“${card.title}” has ${buttons.length} buttons`)
  const place = { roomId: room.id, messageId: id, now }
  const { presses, minted } = pressesOf(place, [...buttons, ...(rest ? [rest] : [])])
  const last = rest && presses.at(-1)
  const drawn = { ...bare, presses: presses.slice(0, buttons.length), ...(last && { rest: last }) }
  if (!before) return { ...one, drawn, minted }
  // As the database will have it.
  const redrawn = JSON.parse(JSON.stringify(keepPings(withUsedLabels(drawn, before.card), before.card)))
  return isDeepStrictEqual(redrawn, before.card)
    ? { ...one, drawn: null, minted: [] }
    : { ...one, drawn: redrawn, minted }
}

const sets = ({ before, closed }: Wanted) => closed !== null && closed !== (before?.closed ?? false)
const changes = (one: Drawing) => one.drawn !== null || sets(one)

/** Remembers the buttons that stood on the card before and are no longer offered. */
function withUsedLabels(card: Drawn, before: Drawn): Drawn {
  const offered = new Set(card.presses.map(({ label }) => label))
  const former = new Set([...(before.usedLabels ?? []), ...before.presses.map(({ label }) => label)])
  const usedLabels = [...former].filter(label => !offered.has(label)).slice(0, MOST_BUTTONS)
  return usedLabels.length > 0 ? { ...card, usedLabels } : card
}

/** Writes cards with their tokens, and owes them, in one statement. */
async function write(db: Db, now: Date, drawings: readonly Drawing[], isAwaited: boolean): Promise<void> {
  if (drawings.length === 0) return
  const cards = drawings.toSorted(byWish).map(({ id, key, room, under, drawn, closed, before }, place) => ({
    ...{ id, ...key, room: room.id, under, card: drawn, closed, fresh: before === null, place },
  }))
  const given = { cards: JSON.stringify(cards), tokens: rowsOfTokens(drawings.flatMap(one => one.minted)) }
  await db.execute(writing({ ...given, ...owed(now, isAwaited ? drawings.length : 0) }))
}

/** Always in the same order: two who put up the same must not wait for each other. */
const writing = statement<'cards' | 'tokens' | Owed>(
  named => sql`
    with drawn as (
      select * from jsonb_to_recordset(${named.cards}::jsonb) as drawn(id uuid, kind text, subject text,
        room uuid, under uuid, card jsonb, closed boolean, fresh boolean, place int)
    ), redrawn as (
      update ${messages} m set version = version + 1,
        card = coalesce(drawn.card, m.card), closed = coalesce(drawn.closed, m.closed)
      from drawn where m.id = any(array(select id from drawn where not fresh)) and m.id = drawn.id returning m.*
    ), minted as (${keeping(named.tokens)}), posted as (
      insert into ${messages} (id, kind, subject, room_id, thread_of, card, closed)
      select id, kind, subject, room, under, card, coalesce(closed, false) from drawn where fresh order by id
      returning *
    ), changed as (
      select m.*, drawn.place from (select * from redrawn union all select * from posted) m join drawn on drawn.id = m.id
    ), ${owing(named)}
    select ${notifying}`,
)

async function call(db: Db, { id, room, drawn }: Drawing, now: Date): Promise<void> {
  if (!drawn) return
  const limited = await spendPings(db, room, drawn, now)
  if (limited !== drawn) await db.update(messages).set({ card: limited }).where(eq(messages.id, id))
}

const byWish = (a: Drawing, b: Drawing) => wishedAt(a) - wishedAt(b)
const wishedAt = (one: Drawing) => Math.min(...(one.drawn ? [one.drawnAt] : []), ...(sets(one) ? [one.setAt] : []))
