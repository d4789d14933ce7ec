import type { Verb } from '../kernel/asking/command.ts'
import type { Fact } from '../kernel/ground/journal.ts'
import type { Decision } from './decide.ts'
import { paymentFollows } from './follow-payment.ts'
import { foretold } from './foretold.ts'
import { HELD_AS_DELETED, onHold } from './hold-order.ts'
import { shippable } from './incoming-order.ts'
import type { ToldOrder } from './leave-out-erased.ts'
import type { KnownOrders } from './look-up.ts'
import { calledThere, type Heard, riskTold } from './not-taken.ts'
import { RELEASED } from './release-order.ts'
import { turnedAway } from './turn-away-order.ts'
import { newOrder, replaceLines, rewriteOrder, type WholeOrder } from './write-order.ts'

/** What a decision changes; `heard` is what the store reported of the order before it had this id. */
export type Effect = {
  outcome: { text: string; outcome: string }
  facts: readonly Fact[]
  written?: { rows: WholeOrder; incoming: ToldOrder; heard: readonly Heard[]; isNew: boolean }
}

/** `listed`: it comes among many, which a list shows. */
export type By = Pick<Verb, 'now' | 'actor'> & { listed: boolean }

/** What has to be written and recorded where a telling comes to that. Pure, but for new ids. */
export function effectOf(by: By, known: KnownOrders, incoming: ToldOrder, decision: Decision): Effect {
  const { store } = known
  const heard = known.heard(incoming.externalId)
  switch (decision.does) {
    case 'take':
      return take(by, known, incoming)
    case 'update':
      return update(by, known, incoming, decision)
    case 'cancel':
      return cancel(by, known, incoming, decision)
    case 'reopen':
      return reopen(by, known, incoming, decision)
    case 'note':
      return note(known, incoming, decision)
    case 'turn away': {
      const fact = turnedAway(store, { ...incoming, why: decision.why, heard })
      return { outcome: foretold(decision), facts: fact ? [fact] : [] }
    }
    case 'pass': {
      const { number, updatedAt } = incoming
      const data = { store: store.name, number, updatedAt: updatedAt.toISOString(), why: decision.why }
      const fact: Fact = { name: 'order.passed_over', about: calledThere(store.id, incoming.externalId), data }
      return { outcome: foretold(decision), facts: decision.told ? [] : [fact] }
    }
    default:
      return { outcome: foretold(decision), facts: [] }
  }
}

function take(by: By, known: KnownOrders, incoming: ToldOrder): Effect {
  const heard = known.heard(incoming.externalId)
  const rows = newOrder(known.store.id, { ...incoming, risk: incoming.risk ?? riskTold(heard) }, by)
  const { id, number } = rows.order
  const received: Fact = {
    name: 'order.received',
    about: id,
    data: { number, lines: shippable(incoming.lines).length, ...inList(by) },
  }
  const { order, facts } = paid(by, known, null, rows.order)
  return {
    outcome: { text: `Order ${number} came in.`, outcome: 'received' },
    facts: [received, ...facts],
    written: { rows: { ...rows, order }, incoming, heard, isNew: true },
  }
}

function update(by: By, known: KnownOrders, incoming: ToldOrder, decision: Decision & { does: 'update' }): Effect {
  const { order: before, changed } = decision
  const { id } = before
  const rows = rewriteOrder(known, before, incoming)
  const isRenamed = rows.order.externalId !== before.externalId
  const { order, facts } = changed.length > 0 ? paid(by, known, before, rows.order) : { order: rows.order, facts: [] }
  return {
    outcome: foretold(decision),
    facts: [...updated(by, decision, incoming), ...facts],
    written: {
      rows: { ...rows, order, lines: replaceLines(known, id, incoming.lines) },
      ...{ incoming, heard: isRenamed ? known.heard(order.externalId) : [], isNew: false },
    },
  }
}

/** An order we never heard of is added all the same, so that its late creation cannot revive it. */
function cancel(by: By, known: KnownOrders, incoming: ToldOrder, decision: Decision & { does: 'cancel' }): Effect {
  const before = decision.order
  // The store empties the lines of what it cancels; ours stay, to show what it was.
  const rows = before ? rewriteOrder(known, before, incoming) : newOrder(known.store.id, incoming, by)
  const { cancelReason, cancelledAt: cancelledInStoreAt } = incoming
  const order = { ...rows.order, cancelledAt: by.now, cancelReason, cancelledInStoreAt }
  return {
    outcome: { text: `Order ${incoming.number} was cancelled in the store.`, outcome: 'cancelled' },
    facts: [{ name: 'order.cancelled', about: order.id, data: { reason: cancelReason, note: null, ...inList(by) } }],
    written: { rows: { ...rows, order }, incoming, heard: known.heard(order.externalId), isNew: !before },
  }
}

/** It is kept as the newest that its store said; its lines stay, to show what it was. */
function note(known: KnownOrders, incoming: ToldOrder, decision: Decision & { does: 'note' }): Effect {
  const rows = rewriteOrder(known, decision.order, incoming)
  const cancelledInStoreAt = incoming.cancelledAt ?? rows.order.cancelledInStoreAt
  return {
    ...{ outcome: foretold(decision), facts: [] },
    written: { rows: { ...rows, order: { ...rows.order, cancelledInStoreAt } }, incoming, heard: [], isNew: false },
  }
}

/** An order that no supplier has waits for its money, as a new one does. */
function reopen(by: By, known: KnownOrders, incoming: ToldOrder, decision: Decision & { does: 'reopen' }): Effect {
  const { order: before } = decision
  const { id: about, number } = before
  const rows = rewriteOrder(known, before, incoming)
  const isHeld = before.heldAt !== null && !(before.deletedAt && before.holdNote === HELD_AS_DELETED.note)
  const open = { ...rows.order, ...(isHeld ? {} : RELEASED), ...NOT_GONE }
  const isAsked = known.lines(about).some(line => line.askedOfSuppliers > 0)
  const { order, facts } = paid(by, known, 'gone', { ...open, forwardedAt: isAsked ? before.forwardedAt : null })
  const after = before.cancelledInStoreAt ? 'cancelled' : 'deleted'
  const since = (before.cancelledAt ?? before.deletedAt ?? by.now).toISOString()
  const reopened: Fact = { name: 'order.reopened', about, data: { number, after, since, ...inList(by) } }
  return {
    outcome: foretold(decision),
    facts: [reopened, ...updated(by, decision, incoming), ...facts],
    written: {
      rows: {
        ...{ ...rows, order: { ...order, forwardedAt: before.forwardedAt } },
        lines: replaceLines(known, about, incoming.lines),
      },
      ...{ incoming, heard: known.heard(order.externalId), isNew: false },
    },
  }
}

function updated(
  by: By,
  { order, changed }: Decision & { does: 'update' | 'reopen' },
  { trackings }: ToldOrder,
): Fact[] {
  if (changed.length === 0) return []
  return [{ name: 'order.updated', about: order.id, data: { changed, trackings, ...inList(by) } }]
}

const NOT_GONE = { cancelledAt: null, cancelReason: null, cancelledInStoreAt: null, deletedAt: null }

/** What follows from its money and risk. */
function paid(
  by: By,
  { store }: KnownOrders,
  before: Parameters<typeof paymentFollows>[1],
  order: WholeOrder['order'],
) {
  const follows = paymentFollows(store, before, order)
  if (!follows) return { order, facts: [] }
  const { id: about } = order
  if (follows.pass === 'release') {
    const released: Fact = { name: 'order.released', about, data: { paid: true, ...inList(by) } }
    return { order: { ...order, ...RELEASED }, facts: [released] }
  }
  const { reason, note } = follows
  const held: Fact = { name: 'order.held', about, data: { reason, note, ...inList(by) } }
  return { order: { ...order, ...onHold(by, follows) }, facts: [held] }
}

const inList = ({ listed }: By): { listed?: true } => (listed ? { listed } : {})
