import { TZDate } from '@date-fns/tz'
import { addDays } from 'date-fns/addDays'
import { endOfDay } from 'date-fns/endOfDay'
import { readWhen } from '../kernel/words/read-when.ts'
import { Refusal } from '../kernel/words/refusal.ts'

/** How long an approved return may be sent back where nobody says, days. */
const USUAL = 30
/** Nobody means a return that stays open for longer, days. */
const LONGEST = 366

/**
 * The end of the day until which a parcel must be on its way, where the supplier is. Pure.
 * @param typed a day as people write it, see `readWhen`; thirty days from now if nothing is said
 * @throws Refusal on `expires` for what isn't a day, past, or more than a year ahead
 */
export function expiryOf(typed: string | undefined, zone: string, now: Date): Date {
  const wanted = typed ? readWhen(typed, { zone, now, field: 'expires' }).at : addDays(now, USUAL)
  const end = new Date(endOfDay(new TZDate(wanted.getTime(), zone)).getTime())
  if (end <= now) throw new Refusal(`${typed} is past.`, 'expires')
  if (end > addDays(now, LONGEST)) throw new Refusal(`${typed} is more than a year ahead.`, 'expires')
  return end
}
