import { TZDate } from '@date-fns/tz'
import { addYears } from 'date-fns/addYears'
import { format } from 'date-fns/format'
import { readWhen } from '../kernel/words/read-when.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { LoadedPurchaseOrder } from './load-purchase-order.ts'

/**
 * A promised ship day, `2026-11-25`, in the supplier's zone, however it is written: see `readWhen`.
 * @throws Refusal when it isn't a day, is past there, or lies more than a year ahead.
 */
export function promisedDay(
  typed: string,
  { supplier: { zone } }: Pick<LoadedPurchaseOrder, 'supplier'>,
  now: Date,
  field = 'promised',
): string {
  const { day } = readWhen(typed, { zone, now, field })
  const local = new TZDate(now.getTime(), zone)
  const today = format(local, 'yyyy-MM-dd')
  if (day < today) throw new Refusal(`${day} is past; today is ${today} in ${zone}.`, field)
  if (day > format(addYears(local, 1), 'yyyy-MM-dd')) throw new Refusal(`${day} is more than a year ahead.`, field)
  return day
}
