import { DAY, reaches } from './wall-clock.ts'

/** When a supplier works. Days are ISO weekdays, 1 = Monday … 7 = Sunday; hours are `HH:MM` on the wall clock of `zone`. */
export type Calendar = {
  /** IANA zone. */
  zone: string
  days: readonly number[]
  opens: string
  /** `24:00` is the end of the day. */
  closes: string
  /** Further stretches of work: after a break, or on days with hours of their own. */
  more?: readonly Stretch[]
  /** What comes in after it counts as of the next working day; null for none. */
  cutoff: string | null
  /** Closure dates, `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`. */
  closed: readonly string[]
}

/** From opening to closing, on each of the days. */
export type Stretch = Pick<Calendar, 'days' | 'opens' | 'closes'>

/** All stretches of a calendar, the first included. */
export function stretchesOf({ days, opens, closes, more = [] }: Omit<Calendar, 'zone' | 'closed'>): readonly Stretch[] {
  return [{ days, opens, closes }, ...more]
}

/** A calendar made ready for reckoning: days are numbers since 1970-01-01, moments are ms. */
export type Week = {
  zone: string
  works(day: number): boolean
  /** Whether it is a day of a closure, on which no clock runs. */
  isClosed(day: number): boolean
  /** Of a working day. */
  hours(day: number): Hours
}
type Hours = { stretches: readonly (readonly [opens: number, closes: number])[]; closes: number; cutoff: number }

const ready = new WeakMap<Calendar, Week>()

/** Made once a calendar, as a due time is asked for tens of thousands of purchase orders. */
export function weekOf(calendar: Calendar): Week {
  const known = ready.get(calendar)
  if (known) return known
  const { zone } = calendar
  const stretches = stretchesOf(calendar).map(({ days, opens, closes }) => {
    const [from, to] = [minuteOf(opens), minuteOf(closes)]
    if (to <= from) throw new Error(`a calendar in ${zone} has no opening hours`)
    return { days: new Set(days), from, to }
  })
  const onDay = (day: number) =>
    stretches.filter(({ days }) => days.has(weekday(day))).toSorted((one, other) => one.from - other.from)
  const cutoff = calendar.cutoff === null ? null : minuteOf(calendar.cutoff)
  const closed = new Set(calendar.closed.flatMap(daysIn))
  const days = new Map<number, Hours>()
  const week: Week = {
    zone,
    works: day => !closed.has(day) && stretches.some(({ days }) => days.has(weekday(day))),
    isClosed: day => closed.has(day),
    hours(day) {
      let hours = days.get(day)
      if (!hours) {
        const open = onDay(day).map(({ from, to }) => [reaches(zone, day, from), reaches(zone, day, to)] as const)
        const closes = open.at(-1)?.[1] ?? reaches(zone, day, 0)
        const last = cutoff === null ? closes : Math.min(closes, reaches(zone, day, cutoff))
        hours = { stretches: open, closes, cutoff: last }
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
