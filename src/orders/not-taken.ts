import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'

type NotTaken = Events['order.turned_away' | 'order.passed_over']

/** What an order that we did not take is called in the journal: it has no row, and so no id of ours. */
export function calledThere(storeId: string, externalId: string): string {
  return `${storeId}/${externalId}`
}

/** What we last heard of an order that we did not take; null when we know nothing. */
export async function lastHeard(db: Reads, storeId: string, externalId: string): Promise<NotTaken | null> {
  const names = inArray(events.name, ['order.turned_away', 'order.passed_over'])
  const [row] = await db
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.about, calledThere(storeId, externalId)), names))
    .orderBy(desc(events.id))
    .limit(1)
  return (row?.data as NotTaken | undefined) ?? null
}
