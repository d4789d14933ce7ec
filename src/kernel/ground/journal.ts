import { sql } from 'drizzle-orm'
import type { Event, EventName, Events } from '../../events.ts'
import type { Actor } from '../shapes/actor.ts'
import { among } from './among.ts'
import type { Db, Reads } from './db.ts'
import { readTogether } from './read-together.ts'
import { rowsOf } from './rows-of.ts'
import { statement } from './statement.ts'
import { events } from './tables.ts'

/** A fact before the journal has it. */
export type Fact<N extends EventName = EventName> = { [K in N]: { name: K; about: string; data: Events[K] } }[N]

/** Appends facts to the journal, in that order. */
export async function record(db: Db, facts: readonly Fact[], by: { actor: Actor; now: Date }): Promise<Event[]> {
  if (facts.length === 0) return []
  const rows = facts.map(fact => ({ ...fact, at: by.now, actor: by.actor }))
  const ids = rowsOf(await db.execute(appending({ rows: JSON.stringify(rows) })))
    .map(({ id }) => Number(id))
    .toSorted((a, b) => a - b)
  return facts.map((fact, index) => ({ ...fact, id: ids[index], at: by.now }) as Event)
}

const appending = statement<'rows'>(
  ({ rows }) => sql`
    insert into ${events} (name, about, at, actor, data)
    select name, about, at, actor, data from jsonb_populate_recordset(null::${events}, ${rows}::jsonb)
    returning id`,
)

export type Entry = Event & { id: number; actor: Actor }

/** All that happened to these things, oldest first. */
export async function story(db: Reads, about: readonly string[]): Promise<readonly Entry[]> {
  if (about.length === 0) return []
  return inOrder((await readTogether(db, { told: [events, among(events.about, about)] })).told)
}

/** Rows of the journal, oldest first. Pure. */
export function inOrder(rows: readonly (typeof events.$inferSelect)[]): readonly Entry[] {
  return rows.toSorted((a, b) => a.id - b.id) as unknown as readonly Entry[]
}
