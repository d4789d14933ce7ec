import { addHours } from 'date-fns/addHours'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { shipments } from '../shipments/tables.ts'
import { SILENT_HOURS } from './note-feed.ts'
import { followedNumbers } from './tables.ts'

/** What was heard of now is read again only after a long silence; what was delivered, or has no parcel any more, never. */
export async function postponeReading({ db, now }: Verb, feed: string, numbers: readonly string[]): Promise<void> {
  const { feed: of, number, readAt, isBack } = followedNumbers
  const isOpen = sql`(${isBack} or exists (
    select from ${shipments} where ${eq(shipments.number, number)} and ${shipments.deliveredAt} is null))`
  const next = addHours(now, SILENT_HOURS).toISOString()
  await db
    .update(followedNumbers)
    .set({ readAt: sql`case when ${isOpen} then ${next}::timestamptz end` })
    .where(and(eq(of, feed), among(number, numbers), isNotNull(readAt)))
}
