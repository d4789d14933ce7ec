import type { OrderLine } from '../orders/tables.ts'
import { detailsChanged } from './details.ts'
import { isLive } from './purchase-order.ts'
import type { Change, PurchaseOrder } from './tables.ts'

/** A purchase order with what its supplier was asked, and how it stands. */
export type AskedView = {
  po: PurchaseOrder
  changes: readonly Change[]
  /** As they were sent, and as the order has them now. */
  lines: readonly { line: OrderLine; now: OrderLine; asked: number; shipped: number; wanted: number }[]
  methodNow: string | null
}

/**
 * Whether a question still waits for the supplier's answer: nobody answered, nothing newer of its kind was asked since,
 * the purchase order is still theirs, of quantities fewer are wanted than they have, and of details the order still differs
 * from what they were sent. Pure.
 */
export function isAsked(change: Change, asked: AskedView): boolean {
  const { po, changes, lines } = asked
  if (change.acceptedAt ?? change.refusedAt) return false
  const newest = changes.filter(one => one.kind === change.kind).at(-1)
  if (newest?.id !== change.id || !isLive(po)) return false
  if (change.kind === 'details') return detailsChanged(asked) !== null
  return change.kind !== 'quantity' || lines.some(({ wanted, asked }) => wanted < asked)
}
