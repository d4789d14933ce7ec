import { format } from 'date-fns/format'
import { subDays } from 'date-fns/subDays'
import { and, eq, isNotNull, lt, not, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { cronRuns, deliveries, inbox, messages, outbox, pings, tokens, unreadThreads } from './tables.ts'

/**
 * How long what only guards against doing something twice is kept, days: far beyond the two days any store retries for.
 */
export const KEPT = 30

/** Whether a token is on a card as its room has it: each card is read once, however many tokens there are. */
const STANDS = sql`exists (select from ${messages},
  jsonb_array_elements(${messages.card}->'presses' || coalesce(${messages.card}->'rest', '[]')) one
  where one->>'token' = ${tokens.id})`

/**
 * Clears what has served: messages sent and deliveries heard long ago. The embedded database does not vacuum by itself.
 */
export async function tidy(db: Db, now: Date, vacuum: boolean): Promise<void> {
  await db.delete(outbox).where(and(eq(outbox.state, 'sent'), lt(outbox.queuedAt, subDays(now, 1))))
  await db.delete(deliveries).where(lt(deliveries.receivedAt, subDays(now, KEPT)))
  await db.delete(inbox).where(lt(inbox.doneAt, subDays(now, KEPT)))
  await db.delete(unreadThreads).where(lt(unreadThreads.notedAt, subDays(now, KEPT)))
  // What stands in a room keeps its buttons; what one person was shown in private is out of sight by then, and so is what
  // stood on a card before it was drawn again.
  const isOld = lt(tokens.madeAt, subDays(now, KEPT))
  await db.delete(tokens).where(and(isOld, isNotNull(tokens.user)))
  await db.delete(tokens).where(and(isOld, not(STANDS)))
  // Left-out pings are listed for today and yesterday.
  await db.delete(pings).where(lt(pings.day, format(subDays(now, KEPT), 'yyyy-MM-dd')))
  await db.delete(cronRuns).where(lt(cronRuns.takenAt, subDays(now, 1)))
  if (vacuum) await db.execute(sql`vacuum analyze`)
}
