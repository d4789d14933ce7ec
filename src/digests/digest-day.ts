import { DAY, dayOf, reaches } from '../suppliers/wall-clock.ts'

/** The hour until a room sets another. */
export const USUAL_HOUR = 9

/** When a room wants its digest: the hour on the wall clock of its zone (IANA), null for never. */
export type DigestTimes = { hour: number | null; zone: string }

/**
 * The day whose digest is due, `YYYY-MM-DD` in the room's zone; null before its hour. After the hour it is due until the
 * day ends: what was missed comes late, and yesterday's never. Where daylight saving skips the hour, the skip is it.
 */
export function digestDay({ hour, zone }: DigestTimes, now: Date): string | null {
  const day = dayOf(zone, now.getTime())
  if (hour === null || now.getTime() < reaches(zone, day, hour * 60)) return null
  return named(day)
}

/** When the next one comes that is not of a day already made; null for never. In the past where it is due now. */
export function nextDigest({ hour, zone }: DigestTimes, made: ReadonlySet<string>, now: Date): Date | null {
  if (hour === null) return null
  let day = dayOf(zone, now.getTime())
  while (made.has(named(day))) day += 1
  return new Date(reaches(zone, day, hour * 60))
}

function named(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
