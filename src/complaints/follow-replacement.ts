import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf, loadCase } from '../cases/load-case.ts'
import { markReopened } from '../cases/reopen-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { complaints } from './tables.ts'

export const ReplacementLost = z.object({
  case: z.uuid(),
  replacement: z.uuid(),
  why: z.enum(['declined', 'cancelled']),
})

/** What was to replace the pieces is not coming: the complaint is open again. */
export async function loseReplacement(verb: Verb, input: z.infer<typeof ReplacementLost>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [po] = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.id, input.replacement))
  if (!po) throw new Error(`purchase order ${input.replacement} is not here`)
  const why = `${po.number} was ${input.why}`
  if (one.closedAt) await markReopened(verb, one, { by: verb.actor.name, why })
  await verb.record('complaint.replacement_lost', one.id, { ...factOf(one), replacement: po.number, why: input.why })
  return { text: `${one.number} is open again.` }
}

export const ReplacementRerouted = z.object({ case: z.uuid(), replacement: z.uuid() })

/** Another supplier sends the replacement: the complaint follows that one from now on, and stays closed. */
export async function replacementRerouted(verb: Verb, input: z.infer<typeof ReplacementRerouted>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  await verb.db.update(complaints).set({ replacementId: input.replacement }).where(eq(complaints.caseId, one.id))
  return { text: `${one.number} follows its new replacement.` }
}
