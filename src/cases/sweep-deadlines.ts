import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type Deadline, hoursLeft, nextWarning } from './deadline.ts'
import { type Batch, type DueClock, lockDue } from './lock-due.ts'

/** The deadlines that one kind of case keeps, in rows of its own. */
export type Deadlines<Row> = {
  clock: DueClock
  /** Those of these rows that are still due: somebody may have acted between our look and our lock. */
  due(verb: Verb, ids: readonly string[]): Promise<readonly Row[]>
  deadlineOf(row: Row): Deadline
  /** Keeps when to look again; null for never. */
  keep(verb: Verb, row: Row, warnAt: Date | null): Promise<void>
  /** Records that somebody is notified; `hours` are left, 0 when it is over. */
  record(verb: Verb, row: Row, hours: number): Promise<void>
}

/** Warns of deadlines that come near, and says when one has passed. Each once; of several missed, the last. */
export async function sweepDeadlines<Row>(verb: Verb, batch: Batch, kept: Deadlines<Row>): Promise<Outcome> {
  const ids = await lockDue(verb.db, kept.clock, verb.now, batch)
  const rows = ids.length > 0 ? await kept.due(verb, ids) : []
  for (const row of rows) {
    const deadline = kept.deadlineOf(row)
    await kept.keep(verb, row, nextWarning(deadline, verb.now))
    await kept.record(verb, row, hoursLeft(deadline.by, verb.now))
  }
  return { text: `Looked at ${rows.length}.`, outcome: rows.length < batch.most ? 'done' : 'more' }
}
