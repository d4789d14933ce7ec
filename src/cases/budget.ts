import { TZDate } from '@date-fns/tz'
import { startOfDay } from 'date-fns/startOfDay'

/** How many alerts one room may get as cards of their own within a window. */
export const MOST_ALONE = 3
/** And within a day: a bad day comes as one digest an hour at most, however its alerts are spread. */
export const MOST_ALONE_A_DAY = 8

/** How many alerts a room has had already, by cards or digests. */
export type Spent = { window: number; day: number }

/**
 * How a room is notified of what falls due together: each by a card of its own, or all of it in the window's one
 * digest,
 * which is posted once and then redrawn. Nothing is held back; a digest once begun takes in the rest of its window.
 * @param spent alerts before, in this window and on this day
 * @param batch how many fall due now
 */
export function howToNotify(spent: Spent, batch: number): 'alone' | 'digest' {
  return spent.window + batch > MOST_ALONE || spent.day + batch > MOST_ALONE_A_DAY ? 'digest' : 'alone'
}

/** When the window of an instant began: the whole clock hour in a zone (IANA). */
export function windowOf(at: Date, zone: string): Date {
  const there = new TZDate(at.getTime(), zone)
  const into = there.getMinutes() * 60_000 + there.getSeconds() * 1000 + there.getMilliseconds()
  return new Date(at.getTime() - into)
}

/** When the day of an instant began in a zone (IANA). */
export function dayStart(at: Date, zone: string): Date {
  return new Date(startOfDay(new TZDate(at.getTime(), zone)).getTime())
}
