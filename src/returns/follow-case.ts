import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { nextWarning } from '../cases/deadline.ts'
import { loadCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { awaitNext } from './await-next.ts'
import { returns } from './tables.ts'

export const ReturnReopened = z.object({ case: z.uuid() })

/** Its case is open again: a return that was declined or withdrawn is asked for again, any other goes on where it was. */
export async function returnReopened(verb: Verb, input: z.infer<typeof ReturnReopened>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [row] = await verb.db.select().from(returns).where(eq(returns.caseId, one.id))
  if (!row) throw new Error(`return ${one.number} is not here`)
  const runs = row.expiresAt && row.approvedAt && !row.postedAt
  const again = {
    ...{ declinedAt: null, declinedBy: null, declineReason: null, declineNote: null },
    ...{ withdrawnAt: null, withdrawnBy: null },
    warnAt: runs && row.expiresAt ? nextWarning({ from: verb.now, by: row.expiresAt }, verb.now) : null,
  }
  await verb.db.update(returns).set(again).where(eq(returns.caseId, one.id))
  await awaitNext(verb, one)
  return { text: `${one.number} is open again.` }
}
