import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { EventName, Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import type { Utterance } from './tables.ts'

const FATES: readonly EventName[] = [
  'conversation.said',
  'conversation.edited',
  'conversation.deleted',
  'conversation.held',
]

/** What of the customer's own the newest words of a message name, for which they were held back; null where they went across. */
export async function findHeld(
  read: Reads,
  { id, conversationId }: Pick<Utterance, 'id' | 'conversationId'>,
): Promise<readonly string[] | null> {
  const of = sql`${events.data}->>'utteranceId' = ${id}`
  const [last] = await read
    .select({ name: events.name, data: events.data })
    .from(events)
    .where(and(eq(events.about, conversationId), inArray(events.name, [...FATES]), of))
    .orderBy(desc(events.id))
    .limit(1)
  return last?.name === 'conversation.held' ? (last.data as Events['conversation.held']).names : null
}
