import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { messages } from '../ground/tables.ts'
import { enqueue } from './enqueue.ts'
import type { CardKey } from './reaction.ts'

/** Notes that the threads under a card are closed, or open again, wherever it stands; the chats follow by the outbox. */
export async function setThread(db: Db, now: Date, { kind, subject }: CardKey, closed: boolean): Promise<void> {
  const roots = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.kind, kind), eq(messages.subject, subject), ne(messages.closed, closed)))
    .orderBy(asc(messages.id))
  for (const { id } of roots) {
    const version = sql`${messages.version} + 1`
    await db.update(messages).set({ closed, version }).where(eq(messages.id, id))
    await enqueue(db, now, id)
  }
}
