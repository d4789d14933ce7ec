import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { entriesOf } from '../cases/books.ts'
import { markClosed } from '../cases/close-case.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { ledgersAgree } from './ledgers-agree.ts'
import { loadReturn, returnLinesOf } from './load-return.ts'
import { returns } from './tables.ts'

export const CloseReturn = z.object({
  case: z.string().min(1),
  /** Why it closes although its ledgers disagree. */
  why: truncated(1_000).optional(),
})

/** Ends a return whose three ledgers agree; where one does not, somebody says why, and that stays on record. */
export async function closeReturn(verb: Verb, input: z.infer<typeof CloseReturn>): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, 'close')
  const lines = await returnLinesOf(verb.db, one.id)
  const disagrees = ledgersAgree({ lines, entries: await entriesOf(verb.db, one.id) })
  const why = input.why ?? null
  if (disagrees.length > 0 && !why)
    throw new Refusal(
      `${one.number} cannot close yet. ${disagrees.join(' ')} Fix that, or say why you close it anyway.`,
      'why',
    )
  await verb.db.update(returns).set({ warnAt: null }).where(eq(returns.caseId, one.id))
  const by = verb.actor.name
  await verb.record('return.closed', one.id, { ...factOf(one), by, why, disagrees })
  await markClosed(verb, one, { by, reason: disagrees.length > 0 ? 'disagreeing' : 'settled', note: why })
  return { text: `${one.number} is closed.` }
}
