import { TZDate } from '@date-fns/tz'
import { GB, type ParsedResult } from 'chrono-node/en'
import { hans } from 'chrono-node/zh'
import { format } from 'date-fns/format'
import { subWeeks } from 'date-fns/subWeeks'
import { subYears } from 'date-fns/subYears'
import { nearest } from './nearest.ts'
import { Refusal } from './refusal.ts'

/** What somebody means by a day or a time: the day, `2026-11-25`, on the wall clock, and the moment. */
export type When = { day: string; at: Date }

/** `zone`: the wall clock that is meant (IANA). `field`: what a refusal is about. `past`: `friday` is the last one. */
export type Meant = { zone: string; now: Date; field: string; past?: true }

/** A day alone means that morning, when people begin. */
const MORNING = 9
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const DAY = 'yyyy-MM-dd'

type Start = ParsedResult['start']

/**
 * When people mean by `2026-11-25`, `25 Nov`, `tomorrow`, `next thursday`, `friday 14:00`, `3 days`, `4 hours` or `明天`:
 * the day before the month, as most of the world writes it.
 * @throws Refusal on the field for what is none, or may be read two ways.
 */
export function readWhen(typed: string, meant: Meant): When {
  const words = typed
    .normalize('NFKC')
    .trim()
    .replace(/^(until|till|by|for|on)\s+/i, '')
    .replace(/^day after/i, 'the $&')
  const [, first, second] = /^(\d{1,2})[/-](\d{1,2})([/-]\d{2,4})?$/.exec(words) ?? []
  if (first !== second && Number(first) <= 12 && Number(second) <= 12)
    throw new Refusal(`“${typed}” may be read two ways. ${example(meant)}`, meant.field)
  const found = [GB, hans].map(language => read(words, language, meant)).find(one => one !== null)
  if (!found) throw new Refusal(`“${typed}” is not a day or a time. ${hint(words, meant)}`, meant.field)
  return found
}

function read(words: string, language: typeof GB | typeof hans, { zone, now, past }: Meant): When | null {
  const timezone = -new TZDate(now.getTime(), zone).getTimezoneOffset()
  const results = language.parse(words, { instant: now, timezone }, past ? {} : { forwardDate: true })
  const [result] = results
  if (!result || !isWhole(result, words)) return null
  const at = past ? notAhead(result.start, momentOf(result.start, zone), now) : momentOf(result.start, zone)
  return { day: format(new TZDate(at.getTime(), zone), DAY), at: new Date(at.getTime()) }
}

/** Nothing is left over or turned around (`2026-13-01`), and it names a day or a time, not a month. */
function isWhole({ text, start, end }: ParsedResult, words: string): boolean {
  const [, month] = /^\d{4}[-/.](\d{1,2})[-/.]/.exec(words) ?? []
  if (month && Number(month) !== start.get('month')) return false
  const names = start.isCertain('day') || start.isCertain('weekday') || start.isCertain('hour')
  return text.length === words.length && !end && names
}

/** Spans of hours count from now; all else is read off the wall clock of its own day, in summer and winter. */
function momentOf(start: Start, zone: string): Date {
  if (start.isCertain('timezoneOffset')) return start.date()
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1]
  const [hour, minute] = start.isCertain('hour') ? [start.get('hour') ?? 0, start.get('minute') ?? 0] : [MORNING, 0]
  return new TZDate(year, month - 1, day, hour, minute, zone)
}

/** `friday` on a Tuesday, and `20 Dec` in November, were the last ones. */
function notAhead(start: Start, at: Date, now: Date): Date {
  if (at <= now || start.isCertain('year')) return at
  return start.isCertain('weekday') ? subWeeks(at, 1) : start.isCertain('month') ? subYears(at, 1) : at
}

function hint(words: string, meant: Meant): string {
  const near = nearest(words, ['today', 'tomorrow', 'yesterday', ...WEEKDAYS])
  return near ? `Did you mean “${near}”?` : example(meant)
}

function example({ zone, now, past }: Meant): string {
  const today = format(new TZDate(now.getTime(), zone), DAY)
  return `Write it as ${today}, ${past ? 'yesterday' : 'tomorrow'}, friday or 2 Dec.`
}
