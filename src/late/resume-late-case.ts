import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { markReopened } from '../cases/reopen-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { lateCasesOf } from './late-cases.ts'
import { lateView } from './late-view.ts'

export const ResumeLateCase = z.object({ purchaseOrder: z.uuid() })

/**
 * A parcel that had answered or ended a late case was taken off: what was noticed before and is late again is waited for
 * again. What falls due only now is noticed by the sweep.
 */
export async function resumeLateCase(verb: Verb, input: z.infer<typeof ResumeLateCase>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const [one] = await verb.db.select().from(cases).where(lateCasesOf(po.id)).orderBy(desc(cases.openedAt)).limit(1)
  if (!one || (await lateView(verb.db, one.id)).stillLate.length === 0) return { text: 'Nothing of it is late.' }
  if (one.closedAt) await markReopened(verb, one, { by: verb.actor.name, why: null })
  else if (one.answeredAt) await awaitAnswer(verb, one, 'supplier')
  return { text: `${one.number} waits again.` }
}
