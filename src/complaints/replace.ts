import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/command.ts'
import type { Order } from '../orders/tables.ts'
import { mustBeForwardable } from '../purchase-orders/forward-order.ts'
import { type Made, makePurchaseOrder } from '../purchase-orders/make-purchase-order.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { ComplaintPiece } from './complaint-pieces.ts'

/** Sends the pieces complained of again, by a new purchase order of the same order; the customer is charged nothing. */
export async function replace(
  verb: Verb,
  one: Case,
  order: Order,
  pieces: readonly ComplaintPiece[],
  named: string | undefined,
): Promise<Made> {
  mustBeForwardable(order)
  const supplierId = named ? (await findSupplier(verb.db, named)).id : one.supplierId
  const lines = pieces.map(({ line, quantity }) => ({ id: line.id, quantity }))
  return makePurchaseOrder(verb, order, { supplierId, lines, replaces: one.purchaseOrderId })
}
