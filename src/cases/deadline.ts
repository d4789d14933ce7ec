import { HOUR } from '../suppliers/wall-clock.ts'

/** A time by which something must be done, and since when it runs. */
export type Deadline = { by: Date; from: Date }

/** How long ahead of a deadline somebody is notified, in hours, where there is that much time in all. */
const AHEAD = [72, 24, 4]

/** When the next notice is due, after a moment: ahead of the end, and at the end itself; null after it. Pure. */
export function nextWarning({ by, from }: Deadline, after: Date): Date | null {
  const length = by.getTime() - from.getTime()
  const hours = [...AHEAD.filter(ahead => ahead * HOUR < length), 0]
  const next = hours.map(ahead => by.getTime() - ahead * HOUR).find(at => at > after.getTime())
  return next === undefined ? null : new Date(next)
}

/** How many hours are left until a moment, begun ones counted; 0 once it has passed. Pure. */
export function hoursLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / HOUR))
}
