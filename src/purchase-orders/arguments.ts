import type { ArgKind } from '../kernel/asking/command.ts'
import { completePurchaseOrders } from './complete.ts'
import { findPurchaseOrder } from './load-purchase-order.ts'

/** A purchase order, by its number. */
export const aPurchaseOrder: ArgKind = {
  name: 'purchase-order',
  complete: completePurchaseOrders,
  find: findPurchaseOrder,
  oneWord: true,
}
