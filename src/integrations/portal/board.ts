import { and, asc, eq, getTableColumns, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../../kernel/ground/db.ts'
import { type Keys, type ListPage, pageOf, partAt } from '../../kernel/ground/keyset.ts'
import { messages as rows } from '../../kernel/ground/tables.ts'
import type { Tone } from '../../kernel/shapes/card.ts'
import type { SupplierAccess } from '../../kernel/shapes/reach.ts'
import { isId } from '../../kernel/words/id.ts'

export type BoardMessage = typeof rows.$inferSelect

/** How many messages a page shows. */
export const MOST_SHOWN = 50
/** How many of each group that wait are looked at, to show the most pressing of them. */
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

/** What was said under a card, the newest first. @param begins where a page of it begins; the newest page where it is undefined */
export function listThread(db: Reads, access: SupplierAccess, root: string, begins: string | undefined) {
  return pageFrom(db, and(eq(rows.threadOf, root), seenBy(access)), begins, 4 * MOST_SHOWN)
}

const STATE = sql`${rows.card}->>'state'`
const IS_WAITING = sql`${rows.card}->>'tone' in ('waiting', 'warning', 'bad')`
const HAS_PRESSES = sql`jsonb_array_length(${rows.card}->'presses') > 0`
/** What stands nowhere in particular asks by the button that stands out. */
const GROUP = sql<WaitsFor>`case when ${STATE} in ('acknowledged', 'partly_shipped') then 'toShip'
  when ${STATE} is not null or ${rows.card}->'presses' @> '[{"style": "primary"}]' then 'asked' else 'open' end`
/** What is wrong comes first. */
export const PRESSING: Readonly<Record<Tone, number>> = { bad: 0, warning: 1, waiting: 2, neutral: 3, good: 4, over: 5 }
const RANK = sql`array_position(${sql.raw(`array['${Object.keys(PRESSING).join(`', '`)}']`)}, ${rows.card}->>'tone')`
const IS_OVER = sql`(${rows.card}->>'tone' = 'over' or coalesce(${STATE}, '') in ('delivered', 'declined', 'cancelled', 'closed'))`
const OF_ORDER = sql`${rows.kind} = 'purchase-order'`

/** What a card waits for: the supplier's answer, its parcels, or nothing in particular. */
export type WaitsFor = 'asked' | 'toShip' | 'open'
/** A card that waits, and how many there are of its group. */
export type Waiting = BoardMessage & { group: WaitsFor; many: number }

/** Cards that ask something of the supplier, or wait to be shipped: of each group the most pressing. Not in order. */
export function listWaiting(db: Reads, access: SupplierAccess): Promise<Waiting[]> {
  const waits = sql`(case when ${STATE} is null then ${IS_WAITING} and ${HAS_PRESSES}
    else ${STATE} in ('sent', 'acknowledged', 'partly_shipped', 'with_supplier') end)`
  const place = sql<number>`row_number() over (partition by ${GROUP} order by ${RANK}, ${rows.postedAt}, ${rows.id})`
  const all = db
    .select({
      ...getTableColumns(rows),
      group: GROUP.as('group'),
      many: sql<number>`(count(*) over (partition by ${GROUP}))::int`.as('many'),
      place: place.as('place'),
    })
    .from(rows)
    .where(and(isNull(rows.threadOf), waits, seenBy(access)))
    .as('waiting')
  return db.select().from(all).where(lte(all.place, MOST_ASKING))
}

/** Everything but purchase orders: cases, changes, questions and terms, the newest first. */
export function listOtherCards(db: Reads, access: SupplierAccess, isOver: boolean, begins: string | undefined) {
  const which = and(isNull(rows.threadOf), sql`not ${OF_ORDER}`, isOver ? IS_OVER : sql`not ${IS_OVER}`)
  return pageFrom(db, and(which, seenBy(access)), begins)
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

/** All that was posted, the newest first. */
export function listHistory(db: Reads, access: SupplierAccess, begins: string | undefined) {
  return pageFrom(db, seenBy(access), begins)
}

const NEWEST_FIRST: Keys = { table: rows, id: rows.id, at: rows.postedAt, newestFirst: true }

/** A page of what was posted, the newest first; what is only on its way comes before all. */
async function pageFrom(
  db: Reads,
  which: SQL | undefined,
  begins: string | undefined,
  most = MOST_SHOWN,
): Promise<ListPage<BoardMessage>> {
  const { where, orderBy, limit } = partAt(NEWEST_FIRST, begins, most)
  const found = await db
    .select()
    .from(rows)
    .where(and(which, where))
    .orderBy(...orderBy)
    .limit(limit)
  return pageOf(found, { all: null, begins, most, idOf: ({ id }) => id })
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
