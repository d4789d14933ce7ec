import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { factOf, loadCase } from '../cases/load-case.ts'
import { markReopened } from '../cases/reopen-case.ts'
import type { Outcome, Verb } from '../kernel/command.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { nextWarning } from './claim.ts'
import { stateOf } from './complaint.ts'
import { complaints } from './tables.ts'

export const ComplaintReopened = z.object({ case: z.uuid() })

/** Its case is open again: the complaint goes back to where it was before it was resolved, and waits for whoever it waited for. */
export async function complaintReopened(verb: Verb, input: z.infer<typeof ComplaintReopened>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [before] = await verb.db.select().from(complaints).where(eq(complaints.caseId, one.id))
  if (!before) throw new Error(`complaint ${one.number} is not here`)
  const { claimBy: by, claimFrom: from, claimedAt } = before
  const warnAt = by && from && !claimedAt ? nextWarning({ by, from }, verb.now) : null
  const again = { resolvedAt: null, resolvedBy: null, resolution: null, resolutionNote: null, warnAt }
  await verb.db.update(complaints).set(again).where(eq(complaints.caseId, one.id))
  await awaitAnswer(verb, one, stateOf({ ...before, ...again }) === 'with_supplier' ? 'supplier' : 'staff')
  return { text: `${one.number} is open again.` }
}

export const ReplacementLost = z.object({
  case: z.uuid(),
  replacement: z.uuid(),
  why: z.enum(['declined', 'cancelled']),
})

/** What was to replace the pieces is not coming: the complaint is open again. */
export async function replacementLost(verb: Verb, input: z.infer<typeof ReplacementLost>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [po] = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.id, input.replacement))
  if (!po) throw new Error(`purchase order ${input.replacement} is not here`)
  const why = `${po.number} was ${input.why}`
  if (one.closedAt) await markReopened(verb, one, { by: verb.actor.name, why })
  await verb.record('complaint.replacement_lost', one.id, { ...factOf(one), replacement: po.number, why: input.why })
  return { text: `${one.number} is open again.` }
}
