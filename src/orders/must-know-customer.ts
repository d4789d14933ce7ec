import { staffZone } from '../kernel/ground/staff-zone.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { DAY_SHAPE, format } from '../kernel/words/zoned.ts'
import type { Order } from './tables.ts'

/**
 * Nobody can ship to a customer who was erased.
 * @param so what follows, as the end of a sentence: `so there is no address to show`
 * @throws Refusal that says since when
 */
export function mustKnowCustomer({ number, erasedAt }: Pick<Order, 'number' | 'erasedAt'>, so: string): void {
  if (!erasedAt) return
  const day = format(erasedAt, DAY_SHAPE, staffZone())
  throw new Refusal(`The customer’s data of order ${number} was erased on ${day}, ${so}.`)
}
