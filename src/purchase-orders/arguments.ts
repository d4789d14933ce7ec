import type { ArgKind } from '../kernel/asking/command.ts'
import { namesAll, severalNames } from '../orders/named-orders.ts'
import { completePurchaseOrders } from './complete.ts'
import { findPurchaseOrder } from './load-purchase-order.ts'

/** A purchase order, by its number. */
export const aPurchaseOrder: ArgKind = {
  name: 'purchase-order',
  complete: completePurchaseOrders,
  find: findPurchaseOrder,
  oneWord: true,
}

/** One or several: `1042-A`, `1042-A 1043-B`, or `all`. */
export const somePurchaseOrders: ArgKind = {
  name: 'purchase-orders',
  complete: completePurchaseOrders,
  find: async (db, actor, named) =>
    namesAll(named) || severalNames(named).length > 0 || findPurchaseOrder(db, actor, named),
  oneWord: true,
  several: /^#?\S*\d-[a-z]{1,2}(@\S+)?[,;]?$/i,
}
