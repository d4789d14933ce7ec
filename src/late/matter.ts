import type { Matter } from '../cases/matter.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { breachesOf } from './late-view.ts'
import { dueWords, foundWords } from './words.ts'

/** What a paper tells of a late case. */
export async function lateMatter(read: Reads, { id, closedAt }: Case): Promise<Matter> {
  const fallen = await breachesOf(read, id)
  return {
    about: foundWords(fallen) || 'opened by hand',
    happened: null,
    state: closedAt ? 'Closed' : 'Open',
    rows: fallen.map(({ rule, dueAt }) => [dueWords(rule), dueAt] as const),
    ...{ refund: null, credit: null, replacementId: null },
  }
}
