import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import type { Store } from '../stores/tables.ts'
import { type Decision, decide } from './decide.ts'
import { followPayment } from './follow-payment.ts'
import { IncomingOrder, shippable } from './incoming-order.ts'
import { joinStoreOfFiles } from './join-store.ts'
import { leaveOutErased } from './leave-out-erased.ts'
import { markCancelled } from './mark-cancelled.ts'
import { calledThere, type Heard, heardBefore, riskTold } from './not-taken.ts'
import { keepToldBefore } from './refund-order.ts'
import type { Order } from './tables.ts'
import { turnAway } from './turn-away-order.ts'
import type { Changed } from './what-changed.ts'
import { insertOrder, keepRefunds, replaceLines, rewriteOrder } from './write-order.ts'

export const ReceiveOrder = IncomingOrder.extend({
  /** Whether who imports a file has seen how it differs from what is here. */
  agreed: z.boolean().default(false),
})

/**
 * Takes an order as its store tells it now: new, changed or cancelled. Idempotent, and safe against any order of arrival:
 * what is older than what we have changes nothing.
 * `outcome`: received | updated | unchanged | cancelled | turned-away | passed-over | differs.
 */
export async function receiveOrder(verb: Verb, { agreed, ...told }: z.infer<typeof ReceiveOrder>): Promise<Outcome> {
  const incoming = await leaveOutErased(verb.db, told)
  if (!incoming) return { text: ERASED, outcome: 'unchanged' }
  const store = await findOrAddStore(verb, incoming.store)
  await joinStoreOfFiles(verb, store, incoming)
  const decision = await decide(verb.db, store, incoming, agreed)
  switch (decision.does) {
    case 'take':
      return take(verb, store, decision.heard, incoming)
    case 'update':
      return update(verb, store, decision, incoming)
    case 'cancel':
      return cancelInStore(verb, store, decision.known, incoming)
    case 'turn away':
      return turnAway(verb, { ...incoming, why: decision.why })
    case 'pass': {
      const data = { store: store.name, number: incoming.number, updatedAt: incoming.updatedAt.toISOString() }
      if (!decision.told)
        await verb.record('order.passed_over', calledThere(store.id, incoming.externalId), {
          ...data,
          why: decision.why,
        })
      return foretold(decision)
    }
    default:
      return foretold(decision)
  }
}

/** Of an order that a store tells of, though all its data was erased since. */
export const ERASED = 'The data of its store was erased after this was said, so it is not taken.'

/** What a decision comes to, for who asked. */
export function foretold(decision: Decision): Outcome {
  switch (decision.does) {
    case 'nothing':
      return { text: decision.text, outcome: 'unchanged' }
    case 'ask':
      return { text: decision.why, outcome: 'differs' }
    case 'pass':
      return { text: decision.why, outcome: 'passed-over' }
    case 'turn away':
      return { text: decision.why, outcome: 'turned-away' }
    case 'update':
      return decision.changed.length > 0
        ? { text: `Order ${decision.known.number} was brought up to date.`, outcome: 'updated' }
        : { text: `Order ${decision.known.number} is here already.`, outcome: 'unchanged' }
    case 'cancel':
      return { text: 'It was cancelled in the store.', outcome: 'cancelled' }
    case 'take':
      return { text: 'It comes in.', outcome: 'received' }
  }
}

/** An order we never heard of is added all the same, so that its late creation cannot revive it. */
async function cancelInStore(verb: Verb, store: Store, known: Order | null, incoming: IncomingOrder): Promise<Outcome> {
  // The store empties the lines of what it cancels; ours stay, to show what it was.
  const order = known ? await rewriteOrder(verb, known, incoming) : await insertOrder(verb, store.id, incoming)
  if (known) await keepRefunds(verb, known.id, incoming.refunds)
  await keepToldBefore(verb, order, await heardBefore(verb.db, store.id, order.externalId))
  await markCancelled(verb, order, incoming.cancelReason, null)
  return { text: `Order ${incoming.number} was cancelled in the store.`, outcome: 'cancelled' }
}

async function take(verb: Verb, store: Store, heard: readonly Heard[], incoming: IncomingOrder): Promise<Outcome> {
  const risk = incoming.risk ?? riskTold(heard)
  const order = await insertOrder(verb, store.id, { ...incoming, risk })
  await keepToldBefore(verb, order, heard)
  const lines = shippable(incoming.lines).length
  await verb.record('order.received', order.id, { number: order.number, lines })
  await followPayment(verb, store, null, order)
  return { text: `Order ${order.number} came in.`, outcome: 'received' }
}

type Update = { known: Order; changed: readonly Changed[] }

async function update(verb: Verb, store: Store, { known, changed }: Update, incoming: IncomingOrder): Promise<Outcome> {
  const now = await rewriteOrder(verb, known, incoming)
  await replaceLines(verb, known.id, incoming.lines)
  await keepRefunds(verb, known.id, incoming.refunds)
  if (now.externalId !== known.externalId)
    await keepToldBefore(verb, now, await heardBefore(verb.db, store.id, now.externalId))
  if (changed.length > 0) {
    await verb.record('order.updated', known.id, { changed, trackings: incoming.trackings })
    await followPayment(verb, store, known, now)
  }
  return foretold({ does: 'update', known, changed })
}
