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
 * Whether a question still waits for the supplier's answer: it is the newest of its kind without an end, and of
 * quantities fewer are wanted than they have, of details the order still differs from what they were sent. Pure.
 */
export function isAsked(change: Change, asked: AskedView): boolean {
  return isLast(change, asked) && isWanted(change, asked)
}

/** Whether what was asked went back to what the supplier has, before it answered. Pure. */
export function isNoLongerWanted(change: Change, asked: AskedView): boolean {
  return isLast(change, asked) && !isWanted(change, asked)
}

/** Nobody answered or took it back, nothing newer of its kind was asked since, and the purchase order is still theirs. */
function isLast(change: Change, { po, changes }: AskedView): boolean {
  if (change.acceptedAt ?? change.refusedAt ?? change.withdrawnAt) return false
  return changes.filter(one => one.kind === change.kind).at(-1)?.id === change.id && isLive(po)
}

function isWanted({ kind }: Change, asked: AskedView): boolean {
  if (kind === 'details') return detailsChanged(asked) !== null
  return kind !== 'quantity' || asked.lines.some(({ wanted, asked }) => wanted < asked)
}
