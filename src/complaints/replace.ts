import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { mustBeForwardable } from '../order-desk/forward-order.ts'
import type { Order } from '../orders/tables.ts'
import { type Made, makePurchaseOrder } from '../purchase-orders/make-purchase-order.ts'
import { lackingWords } from '../suppliers/carries.ts'
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
  mustBeWanted(order, pieces)
  const other = named ? await findSupplier(verb.db, named) : null
  const supplierId = other?.id ?? one.supplierId
  const lines = pieces.map(({ line, quantity }) => ({ id: line.id, quantity }))
  const made = await makePurchaseOrder(verb, order, { supplierId, lines, replaces: one.purchaseOrderId })
  if (!other || other.id === one.supplierId) return made
  const skus = pieces.map(({ line }) => line.sku)
  return { ...made, says: `${made.says}.${await lackingWords(verb.db, other, skus)}`.replace(/\.$/, '') }
}

/** @throws Refusal for pieces that the order no longer wants: the store took them off, most often with a refund. */
function mustBeWanted(order: Order, pieces: readonly ComplaintPiece[]): void {
  const gone = pieces.find(({ line, quantity }) => quantity > line.quantity)
  if (!gone) return
  const { line } = gone
  throw new Refusal(
    `Order ${order.number} wants ${line.quantity === 0 ? 'none' : `only ${line.quantity}`} of ${line.sku ?? line.title} now, so ${gone.quantity} can’t be sent again.`,
    'resolution',
  )
}
