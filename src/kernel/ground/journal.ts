import { asc, inArray } from 'drizzle-orm'
import type { Event, EventName, Events } from '../../events.ts'
import type { Actor } from '../shapes/actor.ts'
import type { Db, Reads } from './db.ts'
import { events } from './tables.ts'

/** Appends a fact to the journal. */
export async function record<N extends EventName>(
  db: Db,
  name: N,
  about: string,
  data: Events[N],
  by: { actor: Actor; now: Date },
): Promise<Event> {
  const [row] = await db.insert(events).values({ name, about, at: by.now, actor: by.actor, data }).returning()
  if (!row) throw new Error(`the journal took no row for ${name}`)
  return { id: row.id, name, about, at: by.now, data } as Event
}

export type Entry = Event & { actor: Actor }

/** All that happened to these things, oldest first. */
export async function story(db: Reads, about: readonly string[]): Promise<readonly Entry[]> {
  if (about.length === 0) return []
  const rows = await db
    .select()
    .from(events)
    .where(inArray(events.about, [...about]))
    .orderBy(asc(events.id))
  return rows as unknown as readonly Entry[]
}
