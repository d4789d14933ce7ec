import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { reasonFrom } from '../orders/order.ts'
import { CLOSE_REASONS, closeReasons, closeWords } from './close-reason.ts'
import { kindOf } from './kind.ts'
import { factOf, loadCase, mustBeOpen } from './load-case.ts'
import { type Case, cases } from './tables.ts'

export const CloseCase = z.object({
  case: z.string().min(1),
  reason: reasonFrom(closeReasons, CLOSE_REASONS),
  note: truncated(1_000).optional(),
})

/** Ends a case, with a reason. Of two who close it, the first wins. */
export async function closeCase(verb: Verb, input: z.infer<typeof CloseCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  mustBeOpen(one)
  const { ownEnd } = kindOf(one)
  if (ownEnd) throw new Refusal(`${one.number} ${ownEnd} ${one.number} …`)
  const note = input.note ?? null
  await markClosed(verb, one, { by: verb.actor.name, reason: input.reason, note })
  return { text: `${one.number} is closed: ${closeWords({ closeReason: input.reason, closeNote: note })}.` }
}

/** Ends a case of any kind; its escalation falls silent. */
export async function markClosed(
  verb: Verb,
  one: Case,
  { by, reason, note }: { by: string; reason: string; note: string | null },
): Promise<void> {
  const closed = { closedAt: verb.now, closedBy: by, closeReason: reason, closeNote: note }
  await verb.db
    .update(cases)
    .set({ ...closed, nextAt: null, snoozedUntil: null })
    .where(eq(cases.id, one.id))
  await verb.record('case.closed', one.id, { ...factOf(one), by, reason, note })
}
