import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import { Refusal } from '../kernel/words/refusal.ts'
import { eachLine } from './each-line.ts'
import { daysIn } from './week.ts'

/** The longest closure at a stretch: about a season. */
const LONGEST = 92
/** Most closures of a calendar: all of them are shown on a card. */
const MOST = 30

/**
 * Closure dates as people write them, by commas or lines: `2026-12-25`, `2026-12-24 to 2027-01-02`; `none` for none.
 * @throws Refusal on `closed` with a sentence for each that is none.
 */
export function readClosures(text: string): readonly string[] {
  if (/^none$/i.test(text.trim())) return []
  const parts = text.split(/[\n,;]+/)
  const closed = [...new Set(eachLine('closed', 'Closure', parts, readClosure))].toSorted()
  if (closed.length > MOST) throw new Refusal(`Write at most ${MOST} closures.`, 'closed')
  return closed
}

/** @throws Refusal for a closure that is new and over already: nothing would ever follow from it. Pure. */
export function mustLieAhead(closed: readonly string[], before: readonly string[], zone: string, now: Date): void {
  const today = format(new TZDate(now.getTime(), zone), 'yyyy-MM-dd')
  const past = closed.find(one => !before.includes(one) && (one.split('/')[1] ?? one) < today)
  if (past) throw new Refusal(`Closed: ${past.replace('/', ' to ')} is past; today is ${today} in ${zone}.`, 'closed')
}

/** The opposite of `readClosures`, a line each. */
export function writeClosures(closed: readonly string[]): string {
  return closed.length === 0 ? 'none' : closed.map(one => one.replace('/', ' to ')).join('\n')
}

function readClosure(text: string): string {
  const [first, last, ...more] = text.split(/\s*(?:\/|–|\bto\b|\buntil\b|\s-\s)\s*/i).map(readDay)
  if (first === undefined || more.length > 0)
    throw new Refusal('it is no range of days; write it as 2026-12-24 to 2027-01-02')
  if (last === undefined || last === first) return first
  if (last < first) throw new Refusal('it ends before it begins')
  const closure = `${first}/${last}`
  if (daysIn(closure).length > LONGEST) throw new Refusal(`it is longer than ${LONGEST} days`)
  return closure
}

function readDay(typed: string): string {
  const day = parse(typed, 'yyyy-MM-dd', new Date(0))
  if (!isValid(day) || format(day, 'yyyy-MM-dd') !== typed)
    throw new Refusal(`“${typed}” is not a day; write it as 2026-12-25`)
  return typed
}
