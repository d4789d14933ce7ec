import { z } from 'zod'
import { LONGEST_ALLOWANCE } from './allowance.ts'
import type { Terms } from './terms.ts'
import { daysIn, type Stretch, stretchesOf } from './week.ts'

/** Most days that a calendar may be closed in all, so that a working day is never far. */
const MOST_CLOSED = 1_000
/** Within what every chat shows of a card whole. */
const MOST_WORDS = { returnTo: 200, handling: 500, evidence: 80, rule: 150 }

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time as 09:00')

const Days = z.array(z.int().min(1).max(7)).min(1, 'name at least one working day')

const SoundCalendar = z
  .object({
    zone: z.string().min(1),
    days: Days,
    opens: Clock,
    closes: Clock,
    more: z.exactOptional(
      z.array(z.object({ days: Days, opens: Clock, closes: Clock })).max(20, 'at most 20 stretches'),
    ),
    cutoff: Clock.nullable(),
    closed: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/)),
  })
  .refine(one => stretchesOf(one).every(({ opens, closes }) => minutes(closes) - minutes(opens) >= 60), {
    path: ['hours'],
    message: 'closing is at least an hour after opening, on the same day',
  })
  .refine(one => !overlap(stretchesOf(one)), { path: ['hours'], message: 'some hours are there twice' })
  .refine(
    one => one.cutoff === null || stretchesOf(one).some(({ closes }) => minutes(one.cutoff ?? '') <= minutes(closes)),
    {
      path: ['hours'],
      message: 'the last orders are not after closing',
    },
  )
  .refine(({ closed }) => closed.reduce((sum, one) => sum + daysIn(one).length, 0) <= MOST_CLOSED, {
    path: ['closed'],
    message: `at most ${MOST_CLOSED} closed days in all`,
  })

/** Whether two stretches of a day share some time. */
function overlap(stretches: readonly Stretch[]): boolean {
  return stretches.some((one, index) =>
    stretches
      .slice(index + 1)
      .some(
        other =>
          one.days.some(day => other.days.includes(day)) &&
          minutes(one.opens) < minutes(other.closes) &&
          minutes(other.opens) < minutes(one.closes),
      ),
  )
}

const SoundAllowance = z
  .object({ amount: z.int().min(0), unit: z.enum(['hours', 'working hours', 'working days']) })
  .refine(({ amount, unit }) => amount <= LONGEST_ALLOWANCE[unit] && (amount > 0 || unit === 'working days'))

const words = (most: number) => z.string().trim().min(1).max(most)

/** Terms that make sense, no matter who wrote them: on such a calendar there is always a working day. */
export const SoundTerms = z.object({
  calendar: SoundCalendar,
  acknowledge: SoundAllowance,
  ship: SoundAllowance,
  rules: z.array(
    z.object({
      sku: z.exactOptional(words(MOST_WORDS.rule)),
      method: z.exactOptional(words(MOST_WORDS.rule)),
      destination: z.exactOptional(words(MOST_WORDS.rule)),
      ship: SoundAllowance,
    }),
  ),
  scan: SoundAllowance,
  claim: z
    .object({
      amount: z.int().min(1),
      unit: z.enum(['days', 'working days']),
      evidence: z.array(words(MOST_WORDS.evidence)),
    })
    .nullable(),
  returnTo: words(MOST_WORDS.returnTo).nullable(),
  handling: words(MOST_WORDS.handling).nullable(),
}) satisfies z.ZodType<Terms>
