import { Refusal } from '../kernel/words/refusal.ts'
import type { PurchaseOrder } from './tables.ts'

export type PurchaseOrderState =
  | 'draft'
  | 'sent'
  | 'acknowledged'
  | 'partly_shipped'
  | 'shipped'
  | 'delivered'
  | 'declined'
  | 'cancelled'

/** Which states each move may start from, and where it leads. The whole life of a purchase order. */
export const PURCHASE_ORDER_MOVES = {
  send: { from: ['draft'], to: 'sent' },
  acknowledge: { from: ['sent'], to: 'acknowledged' },
  promise: { from: ['sent', 'acknowledged', 'partly_shipped'], to: null },
  decline: { from: ['sent', 'acknowledged'], to: 'declined' },
  ship_part: { from: ['sent', 'acknowledged', 'partly_shipped'], to: 'partly_shipped' },
  ship: { from: ['sent', 'acknowledged', 'partly_shipped'], to: 'shipped' },
  /** A further parcel may hold what an earlier one was said to hold: it is recorded all the same. */
  add_parcel: { from: ['sent', 'acknowledged', 'partly_shipped', 'shipped'], to: null },
  deliver: { from: ['shipped'], to: 'delivered' },
  cancel: { from: ['draft', 'sent', 'acknowledged'], to: 'cancelled' },
  /** Of pieces that are in no parcel: the supplier answers by line, or staff take them back. */
  answer: { from: ['sent', 'acknowledged', 'partly_shipped'], to: null },
  take_back: { from: ['sent', 'acknowledged', 'partly_shipped'], to: null },
  see_ship_to: { from: ['sent', 'acknowledged', 'partly_shipped', 'shipped'], to: null },
} as const satisfies Record<string, { from: readonly PurchaseOrderState[]; to: PurchaseOrderState | null }>
export type PurchaseOrderMove = keyof typeof PURCHASE_ORDER_MOVES

export type Times = Pick<
  PurchaseOrder,
  'sentAt' | 'acknowledgedAt' | 'partlyShippedAt' | 'shippedAt' | 'deliveredAt' | 'declinedAt' | 'cancelledAt'
>

/** A state is read from the times, the last word first. */
export function purchaseOrderState(po: Times): PurchaseOrderState {
  if (po.cancelledAt) return 'cancelled'
  if (po.declinedAt) return 'declined'
  if (po.deliveredAt) return 'delivered'
  if (po.shippedAt) return 'shipped'
  if (po.partlyShippedAt) return 'partly_shipped'
  if (po.acknowledgedAt) return 'acknowledged'
  return po.sentAt ? 'sent' : 'draft'
}

/** Whether its lines are (still) with that supplier. */
export function isLive(po: Times): boolean {
  return !po.cancelledAt && !po.declinedAt
}

export function canMovePurchaseOrder(po: Times, move: PurchaseOrderMove): boolean {
  return (PURCHASE_ORDER_MOVES[move].from as readonly PurchaseOrderState[]).includes(purchaseOrderState(po))
}

/** @throws Refusal that says what the purchase order is instead, and who made it so. */
export function mustMovePurchaseOrder(po: PurchaseOrder, move: PurchaseOrderMove): void {
  if (!canMovePurchaseOrder(po, move)) throw new Refusal(`${po.number} ${isAlready(po)}.`)
}

function isAlready(po: PurchaseOrder): string {
  switch (purchaseOrderState(po)) {
    case 'draft':
      return 'has not been sent yet'
    case 'sent':
      return 'has not been acknowledged yet'
    case 'acknowledged':
      return `was acknowledged already${by(po.acknowledgedBy)}`
    case 'partly_shipped':
      return 'is partly shipped already'
    case 'shipped':
      return 'is shipped already'
    case 'delivered':
      return 'is delivered already'
    case 'declined':
      return `was declined already${by(po.declinedBy)}`
    case 'cancelled':
      return 'was cancelled'
  }
}

function by(name: string | null): string {
  return name ? ` by ${name}` : ''
}

/** `A`, `B` … `Z`, `AA`: the n-th purchase order of an order, counted from 0. */
export function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last
}
