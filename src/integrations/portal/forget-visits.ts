import { subDays } from 'date-fns/subDays'
import { lt } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { ANSWER_DAYS } from './answers.ts'
import { portalAnswers, portalSessions } from './tables.ts'
import { VISIT_DAYS } from './visits.ts'

/** Forgets visits that ended by themselves, and answers that nobody looks at again. */
export async function forgetVisits(db: Db, now: Date): Promise<void> {
  await db.delete(portalSessions).where(lt(portalSessions.begunAt, subDays(now, VISIT_DAYS)))
  await db.delete(portalAnswers).where(lt(portalAnswers.madeAt, subDays(now, ANSWER_DAYS)))
}
