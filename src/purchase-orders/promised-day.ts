import { TZDate } from '@date-fns/tz'
import { addYears } from 'date-fns/addYears'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import { Refusal } from '../kernel/words/refusal.ts'
import type { LoadedPurchaseOrder } from './load-purchase-order.ts'

/**
 * A promised ship day, `2026-11-25`, in the supplier's zone.
 * @throws Refusal when it isn't a day, is past there, or lies more than a year ahead.
 */
export function promisedDay(
  typed: string,
  { supplier }: Pick<LoadedPurchaseOrder, 'supplier'>,
  now: Date,
  field = 'promised',
): string {
  const today = format(new TZDate(now.getTime(), supplier.zone), 'yyyy-MM-dd')
  const day = parse(typed, 'yyyy-MM-dd', new Date(0))
  if (!isValid(day) || format(day, 'yyyy-MM-dd') !== typed)
    throw new Refusal(`“${typed}” is not a day. Write it as ${today}.`, field)
  if (typed < today) throw new Refusal(`${typed} is past; today is ${today} in ${supplier.zone}.`, field)
  if (typed > format(addYears(parse(today, 'yyyy-MM-dd', new Date(0)), 1), 'yyyy-MM-dd'))
    throw new Refusal(`${typed} is more than a year ahead.`, field)
  return typed
}
