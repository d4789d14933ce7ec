import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'

const WORDS = [
  'supplier.contact_asked',
  'supplier.contact_added',
  'supplier.contact_refused',
  'supplier.contact_removed',
] as const
export type ContactWord = (typeof WORDS)[number]

/** What was last said about a person and a supplier: they asked, were added, refused or removed; null for nothing. */
export async function lastWordOn(
  db: Reads,
  supplierId: string,
  { chat, user }: { chat: string; user: string },
): Promise<ContactWord | null> {
  const theirs = sql`${events.data}->>'chat' = ${chat} and ${events.data}->>'user' = ${user}`
  const [last] = await db
    .select({ name: events.name })
    .from(events)
    .where(and(eq(events.about, supplierId), inArray(events.name, [...WORDS]), theirs))
    .orderBy(desc(events.id))
    .limit(1)
  return (last?.name as ContactWord | undefined) ?? null
}
