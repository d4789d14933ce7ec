import { DAY, reaches } from '../suppliers/wall-clock.ts'

/** When a promised day, `2026-11-25`, is over in the supplier's zone (IANA): its following midnight. */
export function promisedBy(day: string, zone: string): Date {
  return new Date(reaches(zone, Date.parse(day) / DAY + 1, 0))
}
