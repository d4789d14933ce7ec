import type { ArgKind } from '../kernel/asking/command.ts'
import { completeOrders } from './complete.ts'
import { findOrderId } from './load-order.ts'
import { namesAll, severalNames } from './named-orders.ts'

/** An order, by its number. */
export const anOrder: ArgKind = {
  name: 'order',
  complete: completeOrders,
  find: (db, _actor, named) => findOrderId(db, named),
  oneWord: true,
}

/** One order or several: `1042`, `1042 1043, 1050-1060`, or `all`. */
export const someOrders: ArgKind = {
  name: 'orders',
  async complete(db, actor, typed) {
    const before = typed.slice(0, typed.search(/[^\s,;]*$/))
    const choices = await completeOrders(db, actor, typed.slice(before.length))
    return choices.map(one => ({ ...one, value: `${before}${one.value}`, label: `${before}${one.label}` }))
  },
  find: async (db, _actor, named) => namesAll(named) || severalNames(named).length > 0 || findOrderId(db, named),
  oneWord: true,
  several: /^#?[^\s:]*\d[^\s:]*$/,
}
