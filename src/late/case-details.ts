import type { CaseDetails } from '../cases/case-details.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { breachesOf } from './late-view.ts'
import { dueWords, lateWords } from './words.ts'

/** What an export tells of a late case. */
export async function lateDetails(read: Reads, { id, closedAt }: Case): Promise<CaseDetails> {
  const fallen = await breachesOf(read, [id])
  return {
    about: lateWords(fallen) || 'opened by hand',
    happened: null,
    state: closedAt ? 'Closed' : 'Open',
    rows: fallen.map(({ rule, dueAt }) => [dueWords(rule), dueAt] as const),
    ...{ refund: null, credit: null, replacementId: null },
  }
}
