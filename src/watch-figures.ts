import { sql } from 'drizzle-orm'
import { countUnknown, countWaiting } from './checkpoints/list-feeds.ts'
import { ageOfTasks, countTasks } from './kernel/carrying/count-tasks.ts'
import {
  ageOfDeliveries,
  ageOfMessages,
  ageOfUnanswered,
  type ByLabel,
  countGivenUp,
  countMessages,
  countUnanswered,
} from './kernel/carrying/count-waiting.ts'
import type { Database, Db } from './kernel/ground/db.ts'
import type { Metrics } from './kernel/ground/metrics.ts'
import { timeAnswer } from './kernel/ground/watch-database.ts'
import { nextLooks } from './late/tables.ts'
import { findMissing } from './reconciliations/find-missing.ts'

/** What an operator wants to know of what waits, here and at outside systems: read whenever somebody asks. */
export function watchFigures({ watch, watchOne }: Metrics, database: Database): void {
  const { db } = database
  watch('waybill_outbox_messages', 'Messages that wait for a chat.', 'chat', () => countMessages(db))
  watch('waybill_outbox_oldest_seconds', 'For how long the oldest of them waits.', 'chat', () => ageOfMessages(db))
  watch('waybill_outbox_given_up', 'Messages that a chat refused for good.', 'chat', () => countGivenUp(db))
  watchOne('waybill_inbox_waiting', 'What people did that is not answered yet.', () => countUnanswered(db))
  watchOne('waybill_inbox_oldest_seconds', 'For how long the oldest of it waits.', () => ageOfUnanswered(db))
  watch('waybill_webhook_age_seconds', 'Since the newest delivery of a source.', 'source', () => ageOfDeliveries(db))
  watch('waybill_tasks_owed', 'What is owed to outside systems.', 'task', () => countTasks(db))
  watch('waybill_task_failing_seconds', 'For how long the oldest has failed.', 'task', () => ageOfTasks(db))
  watch('waybill_parcels_unregistered', 'Parcels that no feed follows yet.', 'feed', () => countWaiting(db, new Date()))
  watch('waybill_statuses_unknown', 'What feeds said that Waybill does not know.', 'feed', () => countUnknown(db))
  watch('waybill_orders_missing', 'Orders that a store counts and that are not here.', 'store', () => missing(db))
  watchOne('waybill_detection_lag_seconds', 'Since the oldest thing that the clock has not seen fell due.', () =>
    detectionLag(db),
  )
  watchOne('waybill_database_answer_seconds', 'How long the database takes to answer an empty question.', () =>
    timeAnswer(database),
  )
  const { connections } = database
  if (connections)
    watch('waybill_database_connections', 'Connections to PostgreSQL, by what they do.', 'state', async () =>
      connections(),
    )
}

const missing = async (db: Db): Promise<ByLabel> =>
  new Map((await findMissing(db)).map(one => [one.store, one.missing]))

/** 0 where the clock has looked at all that is due. */
async function detectionLag(db: Db): Promise<number> {
  const lag = sql<number>`greatest(coalesce(extract(epoch from now() - min(${nextLooks.nextAt})), 0), 0)::float8`
  const [row] = await db.select({ lag }).from(nextLooks)
  return row?.lag ?? 0
}
