import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { events } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { mustNotName } from './for-supplier.ts'
import { kindOf } from './kind.ts'
import { factOf, loadCase, mustBeOpen } from './load-case.ts'

/** How long a supplier is left alone after a nudge, ms. */
const GRACE = 10 * 60_000

export const NudgeCase = z.object({ case: z.string().min(1), note: truncated(1_000).optional() })

/**
 * Asks the supplier for an answer, by a new message in the case's thread. Of two who press, the second learns who did.
 */
export async function nudgeCase(verb: Verb, input: z.infer<typeof NudgeCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  mustBeOpen(one)
  await mustNotName(verb, one.orderId, input.note, 'note')
  await kindOf(one).mayNudge?.(verb, one)
  const { name } = await supplierById(verb.db, one.supplierId)
  if (one.waitingFor !== 'supplier') throw new Refusal(`${one.number} does not wait for ${name}.`)
  const lately = new Date(verb.now.getTime() - GRACE)
  const [before] = await verb.db
    .select({ by: events.actor })
    .from(events)
    .where(and(eq(events.about, one.id), eq(events.name, 'case.nudged'), gt(events.at, lately)))
    .orderBy(desc(events.id))
    .limit(1)
  if (before) throw new Refusal(`${before.by.name} has just nudged ${name} about ${one.number}. Give them ten minutes.`)
  await verb.record('case.nudged', one.id, { ...factOf(one), by: verb.actor.name, note: input.note ?? null })
  return { text: `${name} was asked about ${one.number}.` }
}
