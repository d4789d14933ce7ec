import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { eachLine } from './each-line.ts'
import { daysIn } from './week.ts'

/** The longest closure at a stretch: about a season. */
const LONGEST = 92
/** Most closures of a calendar: all of them are shown on a card. */
const MOST = 30

/**
 * Closure dates as people write them, by commas or lines: `2026-12-25`, `2026-12-24 to 2027-01-02`, `2027-02-05~2027-02-20`,
 * `5 Feb 2027 - 20 Feb 2027`; `none` for none.
 * @throws Refusal on `field` with a sentence for each that is none.
 */
export function readClosures(text: string, field = 'closed'): readonly string[] {
  if (/^none$/i.test(text.trim())) return []
  // `Feb 5, 2027` has a comma of its own.
  const parts = text
    .replaceAll(/(\p{L}{3,}\.? [\d\s–-]{1,9}(?:st|nd|rd|th)?), (?=\d{4}\b)/gu, '$1 ')
    .split(/[\n,;，；、]+/)
  const closed = [...new Set(eachLine(field, 'Closure', parts, readClosure))].toSorted()
  if (closed.length > MOST) throw new Refusal(`Write at most ${MOST} closures.`, field)
  return closed
}

/** @throws Refusal for a closure that is new and over already: nothing would ever follow from it. Pure. */
export function mustLieAhead(
  closed: readonly string[],
  before: readonly string[],
  { zone, now, field = 'closed' }: { zone: string; now: Date; field?: string },
): void {
  const today = format(new TZDate(now.getTime(), zone), 'yyyy-MM-dd')
  const past = closed.find(one => !before.includes(one) && (one.split('/')[1] ?? one) < today)
  if (past) throw new Refusal(`Closed: ${past.replace('/', ' to ')} is past; today is ${today} in ${zone}.`, field)
}

/** Within a sentence: `2026-12-24 to 2027-01-02 and 2027-02-05`. */
export function closureWords(closed: readonly string[]): string {
  return list(closed.map(one => one.replace('/', ' to ')))
}

/** The opposite of `readClosures`, a line each. */
export function writeClosures(closed: readonly string[]): string {
  return closed.length === 0 ? 'none' : closed.map(one => one.replace('/', ' to ')).join('\n')
}

/** Between the first and the last day. */
const UNTIL = /\s*(?:~|–|—|\.{2,}|\bto\b|\buntil\b|\btill\b|至|到|\s-\s)\s*/i
const ISO = /^(\d{4}([-/.])\d{1,2}\2\d{1,2})\s*[/-]\s*(\d{4}\2\d{1,2}\2\d{1,2})$/
/** `5-20 Feb 2027`, `Feb 5 - 20 2027`, `2027年2月5日至20日` */
const WITHIN =
  /^(\d{1,2})\s*[-–]\s*(\d{1,2}) (\D.*)$|^([\p{L}.]+) (\d{1,2})\s*[-–]\s*(\d{1,2}) (\d{4})$|^(\d{4}年\d{1,2}月)(\d{1,2})日?[-–~至到](\d{1,2})日$/u

function readClosure(text: string): string {
  const [first, last, ...more] = daysNamed(text.normalize('NFKC').trim())
  if (first === undefined || more.length > 0)
    throw new Refusal('that isn’t a range of days; write it as 2026-12-24 to 2027-01-02')
  if (last === undefined || last === first) return first
  if (last < first) throw new Refusal('it ends before it begins')
  const closure = `${first}/${last}`
  if (daysIn(closure).length > LONGEST) throw new Refusal(`it is longer than ${LONGEST} days`)
  return closure
}

function daysNamed(text: string): readonly string[] {
  const [, from, , to] = ISO.exec(text) ?? []
  if (from && to) return [from, to].map(readDay)
  const [, d1, d2, month, named, e1, e2, year, inMonth, f1, f2] = WITHIN.exec(text) ?? []
  if (d1 && d2) return [`${d1} ${month}`, `${d2} ${month}`].map(readDay)
  if (e1 && e2) return [`${e1} ${named} ${year}`, `${e2} ${named} ${year}`].map(readDay)
  if (f1 && f2) return [`${inMonth}${f1}日`, `${inMonth}${f2}日`].map(readDay)
  const parts = text.split(UNTIL)
  const last = parts.at(-1) ?? ''
  // `5 Feb - 20 Feb 2027`: the year stands once.
  const yearOf = /\d{4}/.exec(last)?.[0]
  return parts.map(part => readDay(/\d{4}/.test(part) || !yearOf ? part : `${part} ${yearOf}`))
}

const SHAPES = ['yyyy-MM-dd', 'yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'd.M.yyyy']
const NAMED = ['d MMM yyyy', 'd MMMM yyyy', 'MMM d yyyy', 'MMMM d yyyy']

function readDay(typed: string): string {
  const named = typed
    .replaceAll(/[.,]|(?<=\d)(st|nd|rd|th)\b/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const found = [
    ...SHAPES.map(shape => parse(typed, shape, new Date(0))),
    ...NAMED.map(shape => parse(named.replace(/\bsept\b/i, 'Sep'), shape, new Date(0))),
  ].find(day => isValid(day) && day.getFullYear() >= 1970)
  if (found) return format(found, 'yyyy-MM-dd')
  const slashes = /^(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/-]\d{4}$/.test(typed)
    ? ' may be read two ways'
    : ' is not a day'
  throw new Refusal(`“${typed}”${slashes}; write it as 2026-12-25`)
}
