import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { filesOf } from '../cases/attach.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { claimClock, noteClaimMade } from './claim-clock.ts'
import { type Complaint, complaints } from './tables.ts'
import { setStepClock } from './unreceived/step-clock.ts'

export const FollowParcels = z.object({ purchaseOrder: z.uuid() })

/** It shipped, came, or never shipped after all: the clocks of the claims that wait for it are counted from there. */
export async function followParcels(verb: Verb, input: z.infer<typeof FollowParcels>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const waiting = await unclaimedOf(verb.db, po.id)
  for (const { one, complaint } of waiting) await recalculateClaim(verb, po, one, complaint)
  return { text: `Looked at ${waiting.length}.` }
}

/** The open complaints of a purchase order of which no claim was made. */
export function unclaimedOf(db: Reads, purchaseOrderId: string) {
  return db
    .select({ one: cases, complaint: complaints })
    .from(cases)
    .innerJoin(complaints, eq(complaints.caseId, cases.id))
    .where(and(eq(cases.purchaseOrderId, purchaseOrderId), isNull(cases.closedAt), isNull(complaints.claimedAt)))
}

async function recalculateClaim(verb: Verb, po: PurchaseOrder, one: Case, before: Complaint): Promise<void> {
  const clock = await claimClock(verb, po)
  const moved = clock.claimBy?.getTime() !== before.claimBy?.getTime()
  // An end that is already past is announced once: now, unless it was before.
  const ended = before.claimBy && !before.warnAt ? null : clock.claimBy && verb.now
  const warnAt = moved ? (clock.warnAt ?? ended) : before.warnAt
  await verb.db
    .update(complaints)
    .set({ ...clock, warnAt })
    .where(eq(complaints.caseId, one.id))
  await setStepClock(verb, one)
  const files = await filesOf(verb.db, one.id)
  const last = [before.sentAt, ...files.map(file => file.addedAt)].flatMap(at => at?.getTime() ?? [])
  // The supplier had all of it by then, whenever its parcel is heard of.
  if (last.length > 0) await noteClaimMade(verb, one, new Date(Math.max(...last)))
}
