import type { Calendar } from '../suppliers/calendar.ts'
import { dayOf, reaches } from '../suppliers/wall-clock.ts'
import { weekOf, workingDay } from '../suppliers/week.ts'

/** Until when something is due *soon*: the midnight that ends the supplier's next working day after today. */
export function soonEnds(calendar: Calendar, now: Date): Date {
  const next = workingDay(weekOf(calendar), dayOf(calendar.zone, now.getTime()) + 1, 1)
  return new Date(reaches(calendar.zone, next + 1, 0))
}
