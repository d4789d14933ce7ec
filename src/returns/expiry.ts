import { TZDate } from '@date-fns/tz'
import { addDays } from 'date-fns/addDays'
import { endOfDay } from 'date-fns/endOfDay'
import { isValid } from 'date-fns/isValid'
import { parseISO } from 'date-fns/parseISO'
import { Refusal } from '../kernel/words/refusal.ts'

/** How long an approved return may be sent back where nobody says, days. */
const USUAL = 30
/** Nobody means a return that stays open for longer, days. */
const LONGEST = 366

/**
 * The end of the day until which a parcel must be on its way, where the supplier is. Pure.
 * @param day `2026-12-31`; thirty days from now if nothing is said
 * @throws Refusal on `expires` for what isn't a day, past, or more than a year ahead
 */
export function expiryOf(day: string | undefined, zone: string, now: Date): Date {
  const today = new TZDate(now.getTime(), zone)
  const wanted = day ? parseISO(day) : addDays(today, USUAL)
  if (!isValid(wanted) || (day && !/^\d{4}-\d{2}-\d{2}$/.test(day)))
    throw new Refusal(`“${day}” isn’t a day. Write it like this: 2026-12-31.`, 'expires')
  const local = new TZDate(wanted.getFullYear(), wanted.getMonth(), wanted.getDate(), zone)
  const end = new Date(endOfDay(local).getTime())
  if (end <= now) throw new Refusal(`${day} is past.`, 'expires')
  if (end > addDays(now, LONGEST)) throw new Refusal(`${day} is more than a year ahead.`, 'expires')
  return end
}
