import { sql } from 'drizzle-orm'
import { type Db, TASK_CHANNEL } from '../ground/db.ts'
import { tasks } from '../ground/tables.ts'
import { traceparent } from '../ground/trace.ts'

/** What is owed to an outside system: see `TaskKind`. In one queue one thing is done at a time. */
export type OwedTask = { name: string; subject: string; queue: string }

/** Owes it within the transaction, at once; one that is owed already starts over, with all that changed since. */
export async function oweTask(db: Db, { name, subject, queue }: OwedTask): Promise<void> {
  const dueAt = sql`'epoch'::timestamptz`
  const trace = traceparent()
  await db
    .insert(tasks)
    .values({ name, subject, queue, dueAt, trace })
    .onConflictDoUpdate({
      target: [tasks.name, tasks.subject],
      set: { version: sql`${tasks.version} + 1`, queue, dueAt, attempts: 0, owedAt: sql`now()`, trace },
    })
  await db.execute(sql`select pg_notify(${TASK_CHANNEL}, '')`)
}
