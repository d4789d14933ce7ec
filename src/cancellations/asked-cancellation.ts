import { and, desc, eq } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'

/** How staff wanted the store of an order to cancel it; null where nobody did. It stays as it was asked first. */
export async function askedCancellation(db: Reads, order: string): Promise<Events['cancellation.asked'] | null> {
  const [asked] = await db
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.about, order), eq(events.name, 'cancellation.asked')))
    .orderBy(desc(events.id))
    .limit(1)
  return (asked?.data as Events['cancellation.asked'] | undefined) ?? null
}
