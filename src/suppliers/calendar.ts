import type { Allowance } from './allowance.ts'
import { dayOf, HOUR, reaches } from './wall-clock.ts'
import { type Calendar, type Week, weekOf, workingDay } from './week.ts'

export type { Calendar }

/**
 * When something is due that comes in at a moment. Working days end with the closing of the last of them: what comes in
 * by the cut-off (without one, by closing) of a working day has that day as day 0, anything else the next working day.
 * Working hours are the opening hours of working days; clock hours stand still on the days of a closure. Never before
 * `from`, never earlier for a later `from` or a longer allowance.
 */
export function dueAt({ amount, unit }: Allowance, calendar: Calendar, from: Date): Date {
  const week = weekOf(calendar)
  if (unit === 'hours') return new Date(afterClockHours(week, from.getTime(), amount * HOUR))
  if (unit === 'working hours') return new Date(afterHours(week, from.getTime(), amount * HOUR))
  let day = dayZero(week, from.getTime())
  for (let passed = 0; passed < amount; passed += 1) day = workingDay(week, day + 1, 1)
  return new Date(week.hours(day).closes)
}

/** The first working moment that is not before `at`. */
export function workingStart(calendar: Calendar, at: Date): Date {
  return new Date(afterHours(weekOf(calendar), at.getTime(), 0))
}

/** The moment that many working hours before `at`; the latest, where a night or a closure lies between. */
export function workingHoursBack(calendar: Calendar, at: Date, hours: number): Date {
  const week = weekOf(calendar)
  let left = hours * HOUR
  if (left === 0) return at
  let day = workingDay(week, dayOf(calendar.zone, at.getTime()) + 1, -1)
  while (true) {
    for (const [opens, closes] of week.hours(day).stretches.toReversed()) {
      const end = Math.min(closes, at.getTime())
      const worked = Math.max(0, end - opens)
      if (worked >= left) return new Date(end - left)
      left -= worked
    }
    day = workingDay(week, day - 1, -1)
  }
}

/** The moment by which that much working time has passed; with none left to pass, the first working moment. */
function afterHours(week: Week, from: number, duration: number): number {
  let left = duration
  let day = workingDay(week, dayOf(week.zone, from) - 1, 1)
  while (true) {
    for (const [opens, closes] of week.hours(day).stretches) {
      const start = Math.max(opens, from)
      const work = Math.max(0, closes - start)
      if (left > 0 ? work >= left : work > 0) return start + left
      left -= work
    }
    day = workingDay(week, day + 1, 1)
  }
}

/** The moment by which that much time has passed, the days of a closure left out: then nobody is there to watch the clock. */
function afterClockHours(week: Week, from: number, duration: number): number {
  let left = duration
  let at = from
  for (let day = dayOf(week.zone, from); ; day += 1) {
    const ends = reaches(week.zone, day + 1, 0)
    if (!week.isClosed(day)) {
      if (ends - at >= left) return at + left
      left -= Math.max(0, ends - at)
    }
    at = Math.max(at, ends)
  }
}

/** The working day on which something counts as come in. */
function dayZero(week: Week, from: number): number {
  let day = workingDay(week, dayOf(week.zone, from) - 1, 1)
  while (week.hours(day).cutoff < from) day = workingDay(week, day + 1, 1)
  return day
}
