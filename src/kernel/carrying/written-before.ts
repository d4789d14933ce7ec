import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../ground/db.ts'
import { messages, outbox } from '../ground/tables.ts'

/**
 * Of people's messages that wait to be posted in one thread, the one that was written first: they may have reached us in
 * another order. Null where that is the one whose turn it is, or where its turn has begun.
 */
export async function writtenBefore(tx: Db, { id, state, messageId, roomId }: typeof outbox.$inferSelect) {
  if (state !== 'queued') return null
  const turn = alias(messages, 'turn')
  const written = sql`${messages.card}->'written'->>'at'`
  const [row] = await tx
    .select({ queued: outbox })
    .from(turn)
    .innerJoin(messages, eq(messages.threadOf, turn.threadOf))
    .innerJoin(outbox, and(eq(outbox.messageId, messages.id), eq(outbox.state, 'queued'), eq(outbox.roomId, roomId)))
    .where(
      and(
        eq(turn.id, messageId),
        isNull(turn.ref),
        isNull(messages.ref),
        isNull(outbox.sendingSince),
        sql`${turn.card}->'written'->>'piece' = '1'`,
        sql`${written} < ${turn.card}->'written'->>'at'`,
      ),
    )
    .orderBy(asc(written), asc(outbox.id))
    .limit(1)
    .for('update', { of: [outbox], skipLocked: true })
  return row && row.queued.id !== id ? row.queued : null
}
