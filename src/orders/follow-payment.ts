import type { Verb } from '../kernel/asking/command.ts'
import type { Store } from '../stores/tables.ts'
import { GATE_REASONS, type Gate, gateOf } from './gate.ts'
import { hold } from './hold-order.ts'
import { release } from './release-order.ts'
import type { Order } from './tables.ts'

type Held = Extract<Gate, { pass: 'hold' }>

/**
 * What follows from what the store says of an order's money and risk, when it says something new: an order that nobody was
 * asked to ship waits, and one that waited for just that is released. What staff decided in between stands. Pure.
 * @param before the order as it was; null for a new one, and `gone` for one that is open again
 */
export function paymentFollows(
  store: Store,
  before: Order | null | 'gone',
  now: Order,
): Held | { pass: 'release' } | null {
  if (now.cancelledAt ?? now.deletedAt) return null
  const [was, is] = [before === 'gone' ? GONE : before && gateOf(before, store), gateOf(now, store)]
  if (same(was, is)) return null
  const waitsForIt = now.heldAt !== null && waitedFor(was).includes(now.holdReason)
  if (is.pass === 'hold' && !now.forwardedAt && (now.heldAt === null || waitsForIt)) return is
  return is.pass === 'send' && waitsForIt ? { pass: 'release' } : null
}

/** Follows what the store says of an order's money and risk. */
export async function followPayment(verb: Verb, store: Store, before: Order, now: Order): Promise<void> {
  const follows = paymentFollows(store, before, now)
  if (follows?.pass === 'hold') await hold(verb, now, follows)
  if (follows?.pass === 'release') await release(verb, now, { paid: true })
}

const GONE: Gate = { pass: 'never', why: '' }

/** What an order waited for; one that was never to be sent may have waited before. */
function waitedFor(was: Gate | null): readonly Order['holdReason'][] {
  if (was?.pass === 'hold') return [was.reason]
  return was?.pass === 'never' ? GATE_REASONS : []
}

function same(was: Gate | null, is: Gate): boolean {
  if (!was) return is.pass !== 'hold'
  if (was.pass === 'hold' && is.pass === 'hold') return was.reason === is.reason && was.note === is.note
  return was.pass === is.pass
}
