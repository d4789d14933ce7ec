import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { kindOf } from './kind.ts'
import { factOf, loadCase } from './load-case.ts'
import { firstAt } from './next-at.ts'
import { type Case, cases } from './tables.ts'

export const ReopenCase = z.object({ case: z.string().min(1), why: truncated(500).optional() })

/** Reopens a closed case, where its kind allows it; its escalation restarts. */
export async function reopenCase(verb: Verb, input: z.infer<typeof ReopenCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  if (!one.closedAt) throw new Refusal(`${one.number} is open already.`)
  await kindOf(one).mayReopen?.(verb, one)
  await markReopened(verb, one, { by: verb.actor.name, why: input.why ?? null })
  return { text: `${one.number} is open again.` }
}

/** Reopens a closed case of any kind. */
export async function markReopened(
  verb: Verb,
  one: Case,
  { by, why }: { by: string; why: string | null },
): Promise<Case> {
  const open = {
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeNote: null,
    answeredAt: null,
    remindersSent: 0,
  }
  const [reopened] = await verb.db
    .update(cases)
    .set({ ...open, snoozedUntil: null, nextAt: await firstAt(verb.db, one, verb.now) })
    .where(eq(cases.id, one.id))
    .returning()
  if (!reopened) throw new Error(`${one.number} is not here`)
  await verb.record('case.reopened', one.id, { ...factOf(one), by, why })
  return reopened
}
