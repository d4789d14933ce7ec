import { subDays } from 'date-fns/subDays'
import { and, isNotNull, lt, or } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { webhookMessages } from './tables.ts'

/** How long what never arrived can be sent again, days. */
const UNSENT_KEPT = 3 * KEPT

/** Forgets what arrived long ago, and what did not for much longer. */
export async function forgetMessages(db: Db, now: Date): Promise<void> {
  const old = lt(webhookMessages.madeAt, subDays(now, KEPT))
  const older = lt(webhookMessages.madeAt, subDays(now, UNSENT_KEPT))
  await db.delete(webhookMessages).where(or(and(isNotNull(webhookMessages.sentAt), old), older))
}
