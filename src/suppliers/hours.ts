import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { Calendar } from './calendar.ts'
import { type Stretch, stretchesOf } from './week.ts'

export type Hours = Pick<Calendar, 'days' | 'opens' | 'closes' | 'more' | 'cutoff'>

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const ALWAYS: Hours = { days: EVERY_DAY, opens: '00:00', closes: '24:00', cutoff: null }
const EXAMPLE = 'Write them as: Mon-Fri 09:00-17:00, Sat 09:00-13:00, orders until 14:00. Or write: always.'

const CLOCK = String.raw`\d{1,2}(?:[:.]\d{2})?`
const SPAN = String.raw`${CLOCK}\s*(?:-|–|~|to)\s*${CLOCK}`
const CUTOFF = new RegExp(String.raw`[\s,;]*(?:cut-?off|orders until|until)(?: at)?:?\s*(${CLOCK})$`, 'i')
/** Days, and the hours on them: several where there is a break. */
const PART = new RegExp(String.raw`([^\d]*?)[\s,;]*(${SPAN}(?:(?:\s*[,;&+/]\s*|\s+and\s+|\s+)${SPAN})*)`, 'giy')

/**
 * Working hours as people write them: `Mon-Fri 09:00-17:00`, with breaks and half days as `Mon-Fri 09:00-12:00 13:00-18:00,
 * Sat 09:00-13:00`, with `, orders until 14:00` where there is a cut-off, or `always`.
 * @throws Refusal, in words, on `hours`.
 */
export function readHours(text: string): Hours {
  const typed = text.trim()
  if (/^(always|24\/7|at all hours)$/i.test(typed)) return ALWAYS
  const [ending = '', cutoff] = CUTOFF.exec(typed) ?? []
  const week = typed.slice(0, typed.length - ending.length)
  const parts = [...week.matchAll(PART)]
  const [first, ...more] = parts.flatMap(([, days = '', spans = '']) => readPart(days, spans))
  if (!first || parts.map(([part]) => part).join('') !== week)
    throw new Refusal(`I can’t find working hours in “${typed}”. ${EXAMPLE}`, 'hours')
  return { ...first, ...(more.length > 0 && { more }), cutoff: cutoff === undefined ? null : readClock(cutoff) }
}

function readPart(days: string, spans: string): readonly Stretch[] {
  const on = readDays(days.replaceAll(/^[\s,;&+]+|[\s,;:&+]+$/g, ''))
  return (spans.match(new RegExp(SPAN, 'gi')) ?? []).map(span => {
    const [opens = '', closes = ''] = (span.match(new RegExp(CLOCK, 'g')) ?? []).map(readClock)
    return { days: on, opens, closes }
  })
}

/** The opposite of `readHours`. */
export function writeHours(hours: Hours): string {
  const { days, opens, closes, more = [], cutoff } = hours
  if (days.length === 7 && opens === '00:00' && closes === '24:00' && more.length === 0 && cutoff === null)
    return 'always'
  const byDays = Map.groupBy(stretchesOf(hours), one => writeDays(one.days))
  const parts = [...byDays].map(
    ([named, same]) => `${named} ${same.map(one => `${one.opens}-${one.closes}`).join(' ')}`,
  )
  return `${parts.join(', ')}${cutoff === null ? '' : `, orders until ${cutoff}`}`
}

function readDays(text: string): readonly number[] {
  const typed = text.trim()
  if (/^(daily|every day|any day|all days|all week)?$/i.test(typed)) return EVERY_DAY
  if (/^(weekdays|workdays)$/i.test(typed)) return [1, 2, 3, 4, 5]
  const parts = typed
    .replaceAll(/\s*(?:-|–|\bto\b)\s*/gi, '-')
    .split(/[\s,;&+]+|\band\b/i)
    .filter(Boolean)
  return [...new Set(parts.flatMap(readRange))].toSorted()
}

/** `Mon` or `Sun-Thu`; a range may go over the end of the week. */
function readRange(part: string): readonly number[] {
  const [first = 0, last = first, ...more] = part.split('-').map(readDay)
  if (more.length > 0) throw new Refusal(`“${part}” isn’t a range of days. ${EXAMPLE}`, 'hours')
  const length = ((last - first + 7) % 7) + 1
  return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1)
}

function readDay(word: string): number {
  const typed = word.toLowerCase()
  const day = NAMES.findIndex(name => typed.startsWith(name.toLowerCase())) + 1
  if (day === 0 || !/^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(days?)?\.?$/.test(typed))
    throw new Refusal(`“${word}” isn’t a day of the week. Write ${list(NAMES, 'or')}.`, 'hours')
  return day
}

/** `9`, `9.30` and `09:30` are times; `24:00` is the end of the day. */
function readClock(text: string): string {
  const [hours = 0, minutes = 0] = text.split(/[:.]/).map(Number)
  if (minutes > 59 || hours * 60 + minutes > 1_440)
    throw new Refusal(`“${text}” isn’t a time of day. ${EXAMPLE}`, 'hours')
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function writeDays(days: readonly number[]): string {
  if (days.length === 7) return 'daily'
  const start = days.find(day => !days.includes(before(day))) ?? 1
  const inTurn = Array.from({ length: 7 }, (_, index) => ((start - 1 + index) % 7) + 1).filter(day =>
    days.includes(day),
  )
  const unbroken = inTurn.every((day, index) => index === 0 || inTurn[index - 1] === before(day))
  const [first, last] = [name(inTurn[0]), name(inTurn.at(-1))]
  return unbroken && inTurn.length > 2 ? `${first}-${last}` : days.map(name).join(', ')
}

const before = (day: number) => ((day + 5) % 7) + 1
const name = (day = 1) => NAMES[day - 1] ?? ''
