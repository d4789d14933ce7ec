import type { ArgKind } from '../kernel/asking/command.ts'
import { completeOrders } from './complete.ts'
import { findOrderId } from './load-order.ts'

/** An order, by its number. */
export const anOrder: ArgKind = {
  name: 'order',
  complete: completeOrders,
  find: (db, _actor, named) => findOrderId(db, named),
  oneWord: true,
}
