import { eq } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { nextWarning } from '../cases/deadline.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { termsOf } from '../suppliers/in-force.ts'
import { claimBy, missingEvidence } from './claim.ts'
import { type Complaint, complaints } from './tables.ts'

type Clock = Pick<Complaint, 'claimBy' | 'claimFrom' | 'claimSince' | 'claimEvidence' | 'warnAt'>

/** The clock of a complaint's claim, under the terms that its purchase order was sent under. */
export async function claimClock(verb: Verb, po: PurchaseOrder): Promise<Clock> {
  const { claim, calendar } = await termsOf(verb.db, po)
  const shippedAt = po.shippedAt ?? po.partlyShippedAt
  const window = claim && claimBy(claim, calendar, { deliveredAt: po.deliveredAt, shippedAt })
  if (!window)
    return { claimBy: null, claimFrom: null, claimSince: null, claimEvidence: claim?.evidence ?? [], warnAt: null }
  const { by, from, since } = window
  return {
    claimBy: by,
    claimFrom: from,
    claimSince: since,
    claimEvidence: claim.evidence,
    warnAt: nextWarning(window, verb.now),
  }
}

/**
 * Once it is with the supplier and nothing that it must come with is missing, the claim is made, and its clock stops.
 * @param at since when nothing was missing, where it is not now
 */
export async function noteClaimMade(verb: Verb, one: Case, at = verb.now): Promise<void> {
  const [complaint] = await verb.db.select().from(complaints).where(eq(complaints.caseId, one.id))
  if (!complaint?.claimBy || !complaint.sentAt || complaint.claimedAt || complaint.claimBy < at) return
  const shown = (await filesOf(verb.db, one.id)).map(file => file.shows)
  if (missingEvidence(complaint.claimEvidence, shown).length > 0) return
  await verb.db.update(complaints).set({ claimedAt: at, warnAt: null }).where(eq(complaints.caseId, one.id))
  await verb.record('complaint.claimed', one.id, factOf(one))
}
