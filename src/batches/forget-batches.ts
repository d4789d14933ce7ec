import { subDays } from 'date-fns/subDays'
import { inArray, lt } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { batches, batchItems } from './tables.ts'

/** Forgets what was asked long ago: its card stays as it is. */
export async function forgetBatches(db: Db, now: Date): Promise<void> {
  const gone = await db
    .delete(batches)
    .where(lt(batches.askedAt, subDays(now, KEPT)))
    .returning({ id: batches.id })
  const ids = gone.map(({ id }) => id)
  if (ids.length > 0) await db.delete(batchItems).where(inArray(batchItems.batchId, ids))
}
