import { isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { rowsOf } from '../ground/rows-of.ts'
import { deliveries, inbox, outbox, rooms } from '../ground/tables.ts'

export type ByLabel = ReadonlyMap<string, number>

async function byLabel(db: Db, query: SQL): Promise<ByLabel> {
  return new Map(rowsOf(await db.execute(query)).map(row => [String(row.label), Number(row.number)]))
}

const open = sql`from ${outbox} o join ${rooms} r on r.id = o.room_id where o.state in ('queued', 'sending')`

/** How many messages wait, by chat. */
export const countMessages = (db: Db) => byLabel(db, sql`select r.chat as label, count(*) as number ${open} group by 1`)

/** For how long the oldest of them has waited, seconds. */
export const ageOfMessages = (db: Db) =>
  byLabel(db, sql`select r.chat as label, extract(epoch from now() - min(o.queued_at)) as number ${open} group by 1`)

/** How many messages were given up and wait for somebody, by chat. */
export const countGivenUp = (db: Db) =>
  byLabel(
    db,
    sql`select r.chat as label, count(*) as number from ${outbox} o join ${rooms} r on r.id = o.room_id
      where o.state = 'parked' group by 1`,
  )

const undone = isNull(inbox.doneAt)

/** How much that people did is still to be answered. */
export const countUnanswered = (db: Db) => db.$count(inbox, undone)

/** For how long the oldest of it waits, seconds. */
export async function ageOfUnanswered(db: Db): Promise<number> {
  const age = sql<number>`coalesce(extract(epoch from now() - min(${inbox.receivedAt})), 0)::float8`
  const [row] = await db.select({ age }).from(inbox).where(undone)
  return row?.age ?? 0
}

/** How long ago the newest delivery of each source came in, seconds: one look at the index for each source. */
export const ageOfDeliveries = (db: Db) =>
  byLabel(
    db,
    sql`with recursive newest as (
        (select source, received_at from ${deliveries} order by source desc, received_at desc limit 1)
      union all
        select next.source, next.received_at from newest cross join lateral (
          select source, received_at from ${deliveries} where source < newest.source
          order by source desc, received_at desc limit 1) next)
      select source as label, extract(epoch from now() - received_at) as number from newest`,
  )
