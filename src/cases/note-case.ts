import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { factOf, loadCase } from './load-case.ts'

export const NoteCase = z.object({ case: z.string().min(1), note: z.string().trim().min(1).pipe(truncated(10_000)) })

/** Writes a note for staff on a case, open or closed. It stays with staff: no supplier's card is drawn from it. */
export async function noteCase(verb: Verb, input: z.infer<typeof NoteCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  await verb.record('case.noted', one.id, { ...factOf(one), note: input.note })
  return { text: `Noted on ${one.number}, for staff only.` }
}
