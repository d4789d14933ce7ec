import type { Calendar } from '../suppliers/calendar.ts'
import type { Terms } from '../suppliers/terms.ts'
import { dayOf, reaches } from '../suppliers/wall-clock.ts'
import { weekOf, workingDay } from '../suppliers/week.ts'

type Window = NonNullable<Terms['claim']>

/** What the window is counted from: the delivery, or the shipping where no delivery is known. */
export type Since = 'delivered' | 'shipped'
export type Claim = { by: Date; from: Date; since: Since }

/**
 * Until when a claim may be made: so many days, or working days of the supplier, after the day of delivery. It ends with
 * the last of them: a day at midnight, a working day when the supplier closes. Null while nothing has shipped. Pure.
 */
export function claimBy(
  window: Window,
  calendar: Calendar,
  times: { deliveredAt: Date | null; shippedAt: Date | null },
): Claim | null {
  const from = times.deliveredAt ?? times.shippedAt
  if (!from) return null
  const day = dayOf(calendar.zone, from.getTime())
  const end =
    window.unit === 'days' ? midnightAfter(calendar.zone, day + window.amount) : closing(calendar, day, window)
  const by = new Date(Math.max(end, from.getTime()))
  return { by, from, since: times.deliveredAt ? 'delivered' : 'shipped' }
}

/** What the agreement demands and nobody has shown yet. @param shown what each file was said to show. Pure. */
export function missingEvidence(demanded: readonly string[], shown: readonly (string | null)[]): readonly string[] {
  const known = new Set(shown.map(key))
  return demanded.filter(item => !known.has(key(item)))
}

const key = (text: string | null) => text?.trim().toLowerCase()

function midnightAfter(zone: string, day: number): number {
  return reaches(zone, day + 1, 0)
}

function closing(calendar: Calendar, day: number, { amount }: Window): number {
  const week = weekOf(calendar)
  let at = day
  for (let passed = 0; passed < amount; passed += 1) at = workingDay(week, at + 1, 1)
  return amount > 0 ? week.hours(at).closes : midnightAfter(calendar.zone, day)
}
