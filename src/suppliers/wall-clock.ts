import { tzOffset } from '@date-fns/tz'

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The day on a zone's calendar at a moment, as days since 1970-01-01. */
export function dayOf(zone: string, at: number): number {
  const day = Math.floor(at / DAY)
  const [before, after] = [offsetOn(zone, day), offsetOn(zone, day + 1)]
  return Math.floor((at + (before === after ? before : offset(zone, at))) / DAY)
}

/**
 * The first moment at which the wall clock of a zone has reached a time, in ms since 1970-01-01T00:00Z.
 * A time that comes twice is the earlier one; a time that daylight saving skips is the moment of the skip.
 * Never falls as `day` and `minute` rise.
 * @param zone IANA zone. @param day days since 1970-01-01. @param minute of that day, 0 to 1440.
 */
export function reaches(zone: string, day: number, minute: number): number {
  const wall = day * DAY + minute * MINUTE
  const [before, after] = [offsetOn(zone, day - 1), offsetOn(zone, day + 2)]
  if (before === after) return wall - before
  const change = changeBetween(zone, day - 1, day + 2)
  return wall - before < change ? wall - before : Math.max(change, wall - after)
}

/** When the zone's offset changes between two days on which the offsets differ; to the second. */
function changeBetween(zone: string, first: number, last: number): number {
  const before = offsetOn(zone, first)
  let [low, high] = [(first * DAY) / 1000, (last * DAY) / 1000]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offset(zone, middle * 1000) === before) low = middle
    else high = middle
  }
  return high * 1000
}

const known = new Map<string, Map<number, number>>()

/** The offset from UTC at the beginning of a UTC day; remembered, as asking the zone's rules is what costs. */
function offsetOn(zone: string, day: number): number {
  const days = known.get(zone) ?? new Map<number, number>()
  if (days.size === 0) known.set(zone, days)
  const found = days.get(day)
  if (found !== undefined) return found
  const asked = offset(zone, day * DAY)
  days.set(day, asked)
  return asked
}

/** In ms. */
function offset(zone: string, at: number): number {
  return tzOffset(zone, new Date(at)) * MINUTE
}
