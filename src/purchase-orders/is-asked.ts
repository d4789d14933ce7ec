import { isLive } from './purchase-order.ts'
import type { Change, PurchaseOrder } from './tables.ts'

type Asked = {
  po: PurchaseOrder
  changes: readonly Change[]
  lines: readonly { line: { id: string; quantity: number }; asked: number }[]
}

/**
 * Whether a question still waits for the supplier's answer: nobody answered, nothing newer of its kind was asked since,
 * the purchase order is still theirs, and of quantities, fewer are wanted than they have. Pure.
 */
export function isAsked(change: Change, { po, changes, lines }: Asked): boolean {
  if (change.acceptedAt ?? change.refusedAt) return false
  const newest = changes.filter(one => one.kind === change.kind).at(-1)
  if (newest?.id !== change.id || !isLive(po)) return false
  return change.kind !== 'quantity' || lines.some(({ line, asked }) => line.quantity < asked)
}
