import type { Verb } from '../kernel/asking/command.ts'
import type { Store } from '../stores/tables.ts'
import { type Gate, gateOf } from './gate.ts'
import { hold } from './hold-order.ts'
import { release } from './release-order.ts'
import type { Order } from './tables.ts'

/**
 * Follows what the store says of an order's money and risk, when it says something new: an order that nobody was asked to
 * ship waits, and one that waited for just that is released. What staff decided in between stands. The order is as it was
 * before; `now` as it is since.
 */
export async function followPayment(verb: Verb, store: Store, before: Order | null, now: Order): Promise<void> {
  if (now.cancelledAt) return
  const [was, is] = [before && gateOf(before, store), gateOf(now, store)]
  if (same(was, is)) return
  const waitsForIt = was?.pass === 'hold' && now.heldAt !== null && now.holdReason === was.reason
  if (is.pass === 'hold' && !now.forwardedAt && (now.heldAt === null || waitsForIt)) await hold(verb, now, is)
  if (is.pass === 'send' && waitsForIt) await release(verb, now, { paid: true })
}

function same(was: Gate | null, is: Gate): boolean {
  if (!was) return is.pass !== 'hold'
  if (was.pass === 'hold' && is.pass === 'hold') return was.reason === is.reason && was.note === is.note
  return was.pass === is.pass
}
