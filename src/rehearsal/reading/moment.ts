import { Refusal } from '../../kernel/words/refusal.ts'
import { DAY, reaches } from '../../suppliers/wall-clock.ts'

/** How dates written with slashes are meant; `null` when nobody said. */
export type SlashDates = 'day first' | 'month first' | null
/** How the moments of a file are to be read; those without an offset are on the wall clock of `zone` (IANA). */
export type Clock = { zone: string; slashes: SlashDates }

/** A moment as a file writes it; a day alone is the span from its midnight to the next. */
export type Span = { from: Date; to: Date }

const YEAR_FIRST = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ]+(.*))?$/
const YEAR_LAST = /^(\d\d?)([./-])(\d\d?)\2(\d{4})(?:[T,]? +(.*))?$/
const TIME = /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?$/

/**
 * `2026-11-25`, `2026-11-25 14:30:00 -0400`, ISO 8601, `25.11.2026 14:30`, and `11/25/2026 2:30 PM` where the clock says
 * which of the two is the day.
 * @throws Refusal saying how to write it
 */
export function readMoment(text: string, clock: Clock): Span {
  const [year, month, date, time] = readParts(text, clock.slashes)
  const midnight = Date.UTC(year, month - 1, date)
  const real = new Date(midnight)
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) throw unreadable(text)
  const day = midnight / DAY
  if (time === undefined) return { from: onClock(clock, day, 0), to: onClock(clock, day + 1, 0) }
  const at = readTime(text, time)
  const from =
    at.offset === null ? onClock(clock, day, at.minute) : new Date(midnight + (at.minute - at.offset) * 60_000)
  return { from, to: from }
}

function readParts(
  text: string,
  slashes: SlashDates,
): [year: number, month: number, date: number, time: string | undefined] {
  const first = YEAR_FIRST.exec(text)
  if (first) return [Number(first[1]), Number(first[2]), Number(first[3]), first[4]]
  const last = YEAR_LAST.exec(text)
  if (!last) throw unreadable(text)
  const [, one, mark, two, year, time] = last
  const meant = mark === '.' ? 'day first' : slashes
  if (!meant) throw new Refusal(`“${text}” can be read both ways. Write --dates "day first" or --dates "month first".`)
  return meant === 'day first'
    ? [Number(year), Number(two), Number(one), time]
    : [Number(year), Number(one), Number(two), time]
}

/** Minutes of the day, with seconds as their fraction, and the minutes that the offset is ahead of UTC. */
function readTime(text: string, time: string): { minute: number; offset: number | null } {
  const [, hour, minute, second = '0', fraction = '0', half, zone] = TIME.exec(time) ?? []
  const typed = Number(hour)
  const inDay = half ? (typed % 12) + (/p/i.test(half) ? 12 : 0) : typed
  if (hour === undefined || inDay > 23 || (half && typed > 12) || Number(minute) > 59 || Number(second) > 59)
    throw unreadable(text)
  return {
    minute: inDay * 60 + Number(minute) + Number(`${second}.${fraction}`) / 60,
    offset: zone === undefined ? null : readOffset(zone),
  }
}

function readOffset(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function onClock({ zone }: Clock, day: number, minute: number): Date {
  return new Date(Math.round(reaches(zone, day, minute)))
}

const unreadable = (text: string) =>
  new Refusal(`“${text.slice(0, 40)}” isn’t a date I can read. Write it as 2026-11-25 14:30.`)
