import { cut } from '../kernel/words/text.ts'
import type { Store } from '../stores/tables.ts'
import { gateOf } from './gate.ts'
import { type WhyHeld, why } from './hold-order.ts'
import { HELD_IN_STORE, type HoldReason } from './order.ts'
import type { Order } from './tables.ts'

/** A hold that somebody other than Waybill has on an order in its store. */
export type HoldInStore = { reason: HoldReason; note: string | null }

/** What the holds in its store are for, as the reason of an order here; null while there is none. Pure. */
export function whyInStore(holds: readonly HoldInStore[]): WhyHeld | null {
  if (holds.length === 0) return null
  const words = new Set(holds.map(({ reason, note }) => why({ holdReason: reason, holdNote: note })))
  return { reason: HELD_IN_STORE, note: cut([...words].join('; '), 1_000) }
}

/**
 * What follows from how others hold an order in its store now: one that is not held waits, and so does one that waited for
 * its money or its risk alone, since it may be paid before its store lets it go. Once nobody holds it there it is released, or
 * waits for its money again. What staff hold themselves stands. Pure.
 */
export function holdFollows(
  store: Store,
  order: Order,
  there: WhyHeld | null,
): ({ pass: 'hold' } & WhyHeld) | { pass: 'release' } | null {
  if (order.cancelledAt ?? order.deletedAt) return null
  const gate = gateOf(order, store)
  const isStores = order.heldAt !== null && order.holdReason === HELD_IN_STORE
  if (!there) {
    if (!isStores) return null
    return gate.pass === 'hold' && !order.forwardedAt ? gate : { pass: 'release' }
  }
  if (isStores) return order.holdNote === there.note ? null : { pass: 'hold', ...there }
  const waitsForGate = gate.pass === 'hold' && gate.reason === order.holdReason
  return order.heldAt === null || waitsForGate ? { pass: 'hold', ...there } : null
}
