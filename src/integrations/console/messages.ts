import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, max, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { picturesAmong } from '../../kernel/pages/pictures.ts'
import { readClock } from './clock.ts'
import { consoleMessages as rows } from './tables.ts'

/** `pictures` are those of its files, by id, that are shown in place. */
export type ConsoleMessage = typeof rows.$inferSelect & { replies: number; pictures: ReadonlySet<string> }

/** How many messages a room shows at first, and with each press of “Earlier”. */
export const PAGE = 50

/** The newest roots of a room (or the newest replies of a thread), oldest first, and whether there are earlier ones. */
export async function readPage(
  db: Db,
  where: { room: string; thread: number | null; before?: number | undefined },
): Promise<{ messages: ConsoleMessage[]; earlier: boolean }> {
  const found = await db
    .select()
    .from(rows)
    .where(
      and(
        eq(rows.channel, where.room),
        where.thread === null ? isNull(rows.thread) : eq(rows.thread, where.thread),
        where.before === undefined ? undefined : lt(rows.id, where.before),
      ),
    )
    .orderBy(desc(rows.id))
    .limit(PAGE + 1)
  return { messages: await counted(db, found.slice(0, PAGE).reverse()), earlier: found.length > PAGE }
}

/** A room's own message, or null: a message of another room is not there. */
export async function readMessage(db: Db, room: string, id: number): Promise<ConsoleMessage | null> {
  const found = await db
    .select()
    .from(rows)
    .where(and(eq(rows.id, id), eq(rows.channel, room)))
  return (await counted(db, found))[0] ?? null
}

/** All that changed in these rooms after a revision; null when there are too many to send one by one. */
export async function readChanges(
  db: Db,
  rooms: readonly string[],
  since: number,
): Promise<{ messages: ConsoleMessage[] | null; revision: number }> {
  const most = 4 * PAGE
  const revision = await readClock(db)
  if (revision <= since || rooms.length === 0) return { messages: [], revision }
  const found = await db
    .select()
    .from(rows)
    .where(and(gt(rows.revision, since), lte(rows.revision, revision), inArray(rows.channel, [...rooms])))
    .orderBy(asc(rows.id))
    .limit(most + 1)
  if (found.length > most) return { messages: null, revision }
  return { messages: await counted(db, await withRoots(db, found)), revision }
}

/** The newest message of each room, for the dots that say “unread”. */
export async function newestIds(db: Db): Promise<ReadonlyMap<string, number>> {
  const found = await db
    .select({ room: rows.channel, id: max(rows.id) })
    .from(rows)
    .groupBy(rows.channel)
  return new Map(found.map(({ room, id }) => [room, Number(id ?? 0)]))
}

/** A new reply changes its root as well: the count below it. */
async function withRoots(db: Db, found: (typeof rows.$inferSelect)[]): Promise<(typeof rows.$inferSelect)[]> {
  const have = new Set(found.map(({ id }) => id))
  const missing = [...new Set(found.flatMap(({ thread }) => (thread !== null && !have.has(thread) ? [thread] : [])))]
  if (missing.length === 0) return found
  return [...(await db.select().from(rows).where(inArray(rows.id, missing))), ...found]
}

async function counted(db: Db, found: (typeof rows.$inferSelect)[]): Promise<ConsoleMessage[]> {
  const ids = found.map(({ id }) => id)
  const counts =
    ids.length === 0
      ? []
      : await db
          .select({ thread: rows.thread, replies: sql<number>`count(*)::int` })
          .from(rows)
          .where(inArray(rows.thread, ids))
          .groupBy(rows.thread)
  const replies = new Map(counts.map(row => [row.thread, row.replies]))
  const files = found.flatMap(({ card, files: own }) => [...own, ...(card?.files ?? [])])
  const pictures = await picturesAmong(db, files)
  return found.map(row => ({ ...row, replies: replies.get(row.id) ?? 0, pictures }))
}
