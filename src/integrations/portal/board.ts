import { and, asc, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../../kernel/ground/db.ts'
import { messages as rows } from '../../kernel/ground/tables.ts'
import type { SupplierAccess } from '../../kernel/shapes/reach.ts'
import { isId } from '../../kernel/words/id.ts'

export type BoardMessage = typeof rows.$inferSelect

/** How many messages a page shows. */
export const MOST_SHOWN = 50
/** How many that ask for something are looked at, to show the most pressing of them. */
const MOST_ASKING = 300

/** What somebody may see of the board: their room, or one card of it with all that is under it. Every read asks this. */
function seenBy({ room, about }: SupplierAccess): SQL | undefined {
  const here = eq(rows.roomId, room.id)
  if (!about) return here
  const root = sql`(select ${rows.id} from ${rows} where ${rows.kind} = ${about.kind}
    and ${rows.subject} = ${about.subject} and ${rows.roomId} = ${room.id})`
  return and(here, or(sql`${rows.id} = ${root}`, sql`${rows.threadOf} = ${root}`))
}

/** A message that they may see; null for any other. */
export async function findMessage(db: Reads, access: SupplierAccess, id: string): Promise<BoardMessage | null> {
  if (!isId(id)) return null
  const [found] = await db
    .select()
    .from(rows)
    .where(and(eq(rows.id, id), seenBy(access)))
  return found ?? null
}

/** The cards of these things, as far as they may see them. */
export function findCards(
  db: Reads,
  access: SupplierAccess,
  things: readonly { kind: string; subject: string }[],
): Promise<Pick<BoardMessage, 'id' | 'kind' | 'subject'>[]> {
  if (things.length === 0) return Promise.resolve([])
  const named = things.map(({ kind, subject }) => and(eq(rows.kind, kind), eq(rows.subject, subject)))
  return db
    .select({ id: rows.id, kind: rows.kind, subject: rows.subject })
    .from(rows)
    .where(and(or(...named), seenBy(access)))
}

/** What was said under a card, the oldest first. */
export function listThread(db: Reads, access: SupplierAccess, root: string): Promise<BoardMessage[]> {
  return db
    .select()
    .from(rows)
    .where(and(eq(rows.threadOf, root), seenBy(access)))
    .orderBy(sql`${rows.postedAt} asc nulls last`, asc(rows.id))
    .limit(4 * MOST_SHOWN)
}

const STATE = sql`${rows.card}->>'state'`
const IS_WAITING = sql`${rows.card}->>'tone' in ('waiting', 'warning', 'bad')`
const HAS_PRESSES = sql`jsonb_array_length(${rows.card}->'presses') > 0`
const IS_OVER = sql`(${rows.card}->>'tone' = 'over' or coalesce(${STATE}, '') in ('delivered', 'declined', 'cancelled', 'closed'))`
const OF_ORDER = sql`${rows.kind} = 'purchase-order'`

/** Cards that ask something of the supplier, or wait to be shipped; not in order. */
export function listAsking(db: Reads, access: SupplierAccess): Promise<BoardMessage[]> {
  const asks = sql`(case when ${STATE} is null then ${IS_WAITING} and ${HAS_PRESSES}
    else ${STATE} in ('sent', 'acknowledged', 'partly_shipped', 'with_supplier') end)`
  return db
    .select()
    .from(rows)
    .where(and(isNull(rows.threadOf), asks, seenBy(access)))
    .orderBy(sql`${STATE} = 'acknowledged'`, asc(rows.postedAt))
    .limit(MOST_ASKING)
}

/** Everything but purchase orders: cases, changes, questions and terms, the newest first. */
export function listOtherCards(db: Reads, access: SupplierAccess, isOver: boolean): Promise<BoardMessage[]> {
  return db
    .select()
    .from(rows)
    .where(and(isNull(rows.threadOf), sql`not ${OF_ORDER}`, isOver ? IS_OVER : sql`not ${IS_OVER}`, seenBy(access)))
    .orderBy(sql`${rows.postedAt} desc nulls first`, desc(rows.id))
    .limit(4 * MOST_SHOWN)
}

/** Cards that came up after a moment, or are only on their way. */
export function listNew(db: Reads, access: SupplierAccess, since: Date): Promise<BoardMessage[]> {
  const isNew = or(isNull(rows.postedAt), gte(rows.postedAt, since))
  return db
    .select()
    .from(rows)
    .where(and(isNull(rows.threadOf), isNew, seenBy(access)))
    .orderBy(asc(rows.postedAt), asc(rows.id))
    .limit(5)
}

/** All that was posted, the newest first, and from where on there is more. */
export async function listHistory(
  db: Reads,
  access: SupplierAccess,
  before: Date | null,
): Promise<{ messages: BoardMessage[]; next: Date | null }> {
  const found = await db
    .select()
    .from(rows)
    .where(and(sql`${rows.postedAt} is not null`, before ? lt(rows.postedAt, before) : undefined, seenBy(access)))
    .orderBy(desc(rows.postedAt), desc(rows.id))
    .limit(MOST_SHOWN + 1)
  const messages = found.slice(0, MOST_SHOWN)
  return { messages, next: found.length > MOST_SHOWN ? (messages.at(-1)?.postedAt ?? null) : null }
}

/** The cards of purchase orders, by their ids. */
export async function cardsOfOrders(
  db: Reads,
  access: SupplierAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select({ id: rows.id, subject: rows.subject })
    .from(rows)
    .where(and(OF_ORDER, inArray(rows.subject, [...ids]), seenBy(access)))
  return new Map(found.map(({ id, subject }) => [subject, id]))
}
