import { findOpenChanges, type OpenChanges } from '../changes/find-open-changes.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { count } from '../kernel/words/text.ts'

/** Most that a digest names. */
const MOST = 5

/** The unanswered changes of a digest: a supplier's own, or (null) those of all. */
export function changesOfDigest(db: Reads, supplierId: string | null): Promise<OpenChanges> {
  return findOpenChanges(db, supplierId, { from: 0, most: MOST })
}

/** `2 changes wait for an answer.`; null where none does. */
export function changesInWords({ all }: OpenChanges): string | null {
  return all > 0 ? `${count(all, 'change')} ${all === 1 ? 'waits' : 'wait'} for an answer.` : null
}
