import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { awaitAnswer } from './await-answer.ts'
import { factOf, loadCase } from './load-case.ts'
import { cases } from './tables.ts'

export const RestartWait = z.object({ case: z.uuid(), side: z.enum(['staff', 'supplier', 'customer']), by: z.string() })

/** The side that is waited for wrote in the conversation, so its clock restarts. */
export async function restartWait(verb: Verb, { side, by, ...named }: z.infer<typeof RestartWait>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, named.case)
  if (one.closedAt || one.waitingFor !== side) return { text: 'Nothing to change.' }
  await awaitAnswer(verb, one, side)
  // Writing never brings a reminder nearer: a parcel on its way has days yet.
  if (one.nextAt)
    await verb.db
      .update(cases)
      .set({ nextAt: sql`greatest(${cases.nextAt}, ${one.nextAt.toISOString()}::timestamptz)` })
      .where(eq(cases.id, one.id))
  await verb.record('case.wait_restarted', one.id, { ...factOf(one), by })
  return { text: `${one.number} waits again.` }
}
