import { z } from 'zod'
import { loadCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { awaitNext } from './await-next.ts'
import { settleTimes } from './settle-times.ts'

export const RecountReturn = z.object({ case: z.uuid() })

/** What came of its money was put right: whether all of it came is asked again, and whose move it is. */
export async function recountReturn(verb: Verb, input: z.infer<typeof RecountReturn>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  await settleTimes(verb, one)
  if (!one.closedAt) await awaitNext(verb, one)
  return { text: `${one.number} was counted again.` }
}
