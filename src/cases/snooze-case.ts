import { addYears } from 'date-fns/addYears'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { readWhen } from '../kernel/words/read-when.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { format, MINUTE_SHAPE, place } from '../kernel/words/zoned.ts'
import { factOf, loadCase, mustBeOpen } from './load-case.ts'
import { cases } from './tables.ts'

export const SnoozeCase = z.object({ case: z.string().min(1), until: z.string().trim().min(1) })

/** Silences a case until a time; then reminders start again. */
export async function snoozeCase(verb: Verb, input: z.infer<typeof SnoozeCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  mustBeOpen(one)
  const zone = staffZone()
  const until = readWhen(input.until, { zone, now: verb.now, field: 'until' }).at
  if (until <= verb.now) throw new Refusal(`“${input.until}” is past.`, 'until')
  if (until > addYears(verb.now, 1)) throw new Refusal(`“${input.until}” is more than a year ahead.`, 'until')
  await verb.db.update(cases).set({ snoozedUntil: until, nextAt: until }).where(eq(cases.id, one.id))
  await verb.record('case.snoozed', one.id, { ...factOf(one), until: until.toISOString() })
  return { text: `${one.number} is silent until ${format(until, MINUTE_SHAPE, zone)} (${place(zone)}).` }
}
