import { subDays } from 'date-fns/subDays'
import { lt } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { digests } from './tables.ts'

/** Forgets that digests of long ago were made: none but today's is ever made. */
export async function forgetDigests(db: Db, now: Date): Promise<void> {
  await db.delete(digests).where(lt(digests.madeAt, subDays(now, KEPT)))
}
