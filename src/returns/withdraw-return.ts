import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { markClosed } from '../cases/close-case.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadReturn } from './load-return.ts'
import { returns } from './tables.ts'

export const WithdrawReturn = z.object({ case: z.string().min(1), note: truncated(1_000).optional() })

/** The customer keeps it after all: nothing comes back, and its pieces may be returned another time. */
export async function withdrawReturn(verb: Verb, input: z.infer<typeof WithdrawReturn>): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, 'withdraw')
  const by = verb.actor.name
  const note = input.note ?? null
  await verb.db
    .update(returns)
    .set({ withdrawnAt: verb.now, withdrawnBy: by, warnAt: null })
    .where(eq(returns.caseId, one.id))
  await verb.record('return.withdrawn', one.id, { ...factOf(one), by, note })
  await markClosed(verb, one, { by, reason: 'withdrawn', note })
  return { text: `${one.number} is withdrawn.` }
}
