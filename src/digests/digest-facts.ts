import { type OwedCredit, owedCredits } from '../cases/owed-credits.ts'
import type { OpenChanges } from '../changes/find-open-changes.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { isEmpty, type LateOverview, lateOverview } from '../late/late-overview.ts'
import { ownScope } from '../late/scope-of.ts'
import { findMissing } from '../reconciliations/find-missing.ts'
import { casesOfDigest, type OpenCases } from './count-open-work.ts'
import { type LeftOut, leftOutSince } from './left-out-pings.ts'
import { changesOfDigest } from './open-changes.ts'

/** How things stand, for the staff or for one supplier. */
export type DigestFacts = {
  /** Null for the staff's, which is of all suppliers. */
  supplierId: string | null
  overview: LateOverview
  /** What suppliers were asked after forwarding and have not answered. */
  changes: OpenChanges
  cases: OpenCases
  /** Who was not pinged since yesterday, for the staff alone. */
  leftOut: readonly LeftOut[]
  /** What is still owed for closed cases. */
  credits: readonly OwedCredit[]
  /** Stores of which orders are missing here, for the staff alone. */
  missing: readonly { store: string; missing: number }[]
  now: Date
}

export async function findDigestFacts(db: Reads, supplierId: string | null, now: Date): Promise<DigestFacts> {
  return {
    supplierId,
    overview: await lateOverview(db, supplierId ? ownScope(supplierId) : {}, now),
    changes: await changesOfDigest(db, supplierId),
    cases: await casesOfDigest(db, supplierId, now),
    leftOut: supplierId ? [] : await leftOutSince(db, now),
    credits: await owedCredits(db, { supplierId }),
    missing: supplierId ? [] : await findMissing(db),
    now,
  }
}

/** Whether there is nothing to say. */
export function isQuiet({ overview, changes, cases, credits, missing }: Omit<DigestFacts, 'leftOut'>): boolean {
  return (
    isEmpty(overview) &&
    changes.all + cases.unowned + cases.overdue + cases.mails + credits.length + missing.length === 0
  )
}
