import { TZDate } from '@date-fns/tz'
import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { addMinutes } from 'date-fns/addMinutes'
import { addWeeks } from 'date-fns/addWeeks'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import { setHours } from 'date-fns/setHours'
import { startOfDay } from 'date-fns/startOfDay'
import { nearest } from '../kernel/words/nearest.ts'

/** A day alone means that morning, when people begin. */
const MORNING = 9
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const STEPS = { minute: addMinutes, hour: addHours, day: addDays, week: addWeeks }

/**
 * When people mean by `2026-11-25`, `2026-11-25 14:00`, `tomorrow`, `monday`, `3 days` or `4 hours`, on the wall clock
 * of a zone (IANA). Days mean nine in the morning. Null when it is none of these. Pure.
 */
export function readUntil(typed: string, zone: string, now: Date): Date | null {
  const words = typed
    .trim()
    .toLowerCase()
    .replace(/^(until|for|in|on)\s+/, '')
  const local = new TZDate(now.getTime(), zone)
  const found = span(words, local) ?? dayNamed(words, local) ?? written(words, local)
  return found && isValid(found) ? new Date(found.getTime()) : null
}

/** The day that a mistyped word may mean: `tommorow` is nearly `tomorrow`. */
export function nearestUntil(typed: string): string | null {
  return nearest(typed.trim(), ['tomorrow', ...DAYS])
}

function span(words: string, local: TZDate): Date | null {
  const [, amount, unit = ''] = /^(\d{1,4}|an?|one)\s*(min|minute|h|hour|d|day|w|week)s?$/.exec(words) ?? []
  if (amount === undefined || Number(amount) === 0) return null
  const full = Object.keys(STEPS).find(key => key.startsWith(unit)) as keyof typeof STEPS
  const then = STEPS[full](local, Number(amount) || 1)
  return full === 'day' || full === 'week' ? morning(then) : then
}

function dayNamed(words: string, local: TZDate): Date | null {
  if (words === 'tomorrow') return morning(addDays(local, 1))
  const wanted = words.length >= 3 ? DAYS.findIndex(day => day.startsWith(words)) : -1
  return wanted < 0 ? null : morning(addDays(local, ((wanted - local.getDay() + 6) % 7) + 1))
}

function written(words: string, local: TZDate): Date | null {
  const day = parse(words, 'yyyy-MM-dd', startOfDay(local))
  if (isValid(day)) return morning(day)
  return parse(words.replace('t', ' '), 'yyyy-MM-dd H:mm', startOfDay(local))
}

function morning(day: Date): Date {
  return setHours(startOfDay(day), MORNING)
}
