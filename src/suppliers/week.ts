import { DAY, reaches } from './wall-clock.ts'

/** When a supplier works. Days are ISO weekdays, 1 = Monday … 7 = Sunday; hours are `HH:MM` on the wall clock of `zone`. */
export type Calendar = {
  /** IANA zone. */
  zone: string
  days: readonly number[]
  opens: string
  /** `24:00` is the end of the day. */
  closes: string
  /** What comes in after it counts as of the next working day; null for none. */
  cutoff: string | null
  /** Closure dates, `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`. */
  closed: readonly string[]
}

/** A calendar made ready for reckoning: days are numbers since 1970-01-01, moments are ms. */
export type Week = {
  zone: string
  works(day: number): boolean
  hours(day: number): Hours
}
type Hours = { opens: number; closes: number; cutoff: number }

const ready = new WeakMap<Calendar, Week>()

/** Made once a calendar, as a due time is asked for tens of thousands of purchase orders. */
export function weekOf(calendar: Calendar): Week {
  const known = ready.get(calendar)
  if (known) return known
  const { zone } = calendar
  const weekdays = new Set(calendar.days)
  const closed = new Set(calendar.closed.flatMap(daysIn))
  const [opens, closes, cutoff] = [calendar.opens, calendar.closes, calendar.cutoff ?? calendar.closes].map(minuteOf)
  if (opens === undefined || closes === undefined || cutoff === undefined || closes <= opens)
    throw new Error(`a calendar in ${zone} has no opening hours`)
  const days = new Map<number, Hours>()
  const week: Week = {
    zone,
    works: day => weekdays.has(weekday(day)) && !closed.has(day),
    hours(day) {
      let hours = days.get(day)
      if (!hours) {
        const [from, to] = [reaches(zone, day, opens), reaches(zone, day, closes)]
        hours = { opens: from, closes: to, cutoff: Math.min(to, reaches(zone, day, cutoff)) }
        days.set(day, hours)
      }
      return hours
    },
  }
  ready.set(calendar, week)
  return week
}

/** No calendar is closed for longer at a stretch: its closures are counted where it is agreed. */
const MOST_CLOSED = 4_000

/** The nearest working day from `day` on, forwards (1) or backwards (-1). */
export function workingDay(week: Week, day: number, step: 1 | -1): number {
  for (let at = day, steps = 0; steps < MOST_CLOSED; at += step, steps += 1) if (week.works(at)) return at
  throw new Error(`a calendar in ${week.zone} has no working day`)
}

/** ISO weekday; 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The days of a closure, `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`. */
export function daysIn(closure: string): readonly number[] {
  const [first = '', last = first] = closure.split('/')
  const from = Date.parse(first) / DAY
  return Array.from({ length: Math.max(0, Date.parse(last) / DAY - from + 1) }, (_, index) => from + index)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
