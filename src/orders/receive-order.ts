import { and, eq, or } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { type Store, stores } from '../stores/tables.ts'
import { followPayment } from './follow-payment.ts'
import { IncomingOrder, shippable } from './incoming-order.ts'
import { allLinesOf, linesOf, shipToOf } from './load-order.ts'
import { markCancelled } from './mark-cancelled.ts'
import { calledThere, lastHeard } from './not-taken.ts'
import { recogniseLines } from './recognise-lines.ts'
import { type Order, orders } from './tables.ts'
import { turnAway } from './turn-away-order.ts'
import { versionOf } from './version.ts'
import { whatChanged } from './what-changed.ts'
import { whyNot, whyPass } from './why-not.ts'
import { insertOrder, keepRefunds, replaceLines, rewriteOrder } from './write-order.ts'

export const ReceiveOrder = IncomingOrder

/**
 * Takes an order as its store tells it now: new, changed or cancelled. Idempotent, and safe against any order of arrival:
 * what is older than what we have changes nothing.
 * `outcome`: received | updated | unchanged | cancelled | turned-away | passed-over.
 */
export async function receiveOrder(verb: Verb, incoming: IncomingOrder): Promise<Outcome> {
  const store = await findOrAddStore(verb, incoming.store)
  const known = await lockKnown(verb, store.id, incoming)
  if (known && isOlder(incoming, known)) return unchanged(incoming)
  if (incoming.cancelledAt) return cancelInStore(verb, store, known, incoming)
  return known ? update(verb, store, known, incoming) : takeNew(verb, store, incoming)
}

/** Rows from before we kept versions are known by their time alone. */
function isOlder(incoming: IncomingOrder, known: Order): boolean {
  return known.version ? versionOf(incoming) < known.version : incoming.updatedAt < known.updatedAt
}

async function lockKnown(
  { db }: Verb,
  storeId: string,
  { externalId, number, store }: IncomingOrder,
): Promise<Order | null> {
  // Two deliveries of a new order wait here for each other: there is no row yet that they could wait on.
  await db.select().from(stores).where(eq(stores.id, storeId)).for('no key update')
  // A spreadsheet may have ruined the id of a file's order on one day and not on another; its number stays.
  const same = store.fromFile
    ? or(eq(orders.externalId, externalId), eq(orders.number, number))
    : eq(orders.externalId, externalId)
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, storeId), same))
    .for('update')
  return order ?? null
}

/** An order we never heard of is added all the same, so that its late creation cannot revive it. */
async function cancelInStore(verb: Verb, store: Store, known: Order | null, incoming: IncomingOrder): Promise<Outcome> {
  const { number } = incoming
  // The store empties the lines of what it cancels; ours stay, to show what it was.
  if (known) {
    await rewriteOrder(verb, known.id, incoming)
    await keepRefunds(verb, known.id, incoming.refunds)
  }
  if (known?.cancelledAt) return { text: `Order ${number} is cancelled already.`, outcome: 'unchanged' }
  await markCancelled(verb, known ?? (await insertOrder(verb, store.id, incoming)), incoming.cancelReason, null)
  return { text: `Order ${number} was cancelled in the store.`, outcome: 'cancelled' }
}

async function takeNew(verb: Verb, store: Store, incoming: IncomingOrder): Promise<Outcome> {
  const { externalId, number } = incoming
  const last = await lastHeard(verb.db, store.id, externalId)
  if (last?.updatedAt && incoming.updatedAt < new Date(last.updatedAt))
    return { text: `The store has told something newer of order ${number}.`, outcome: 'unchanged' }
  const pass = whyPass(incoming)
  if (pass) {
    const updatedAt = incoming.updatedAt.toISOString()
    const about = calledThere(store.id, externalId)
    if (last?.updatedAt !== updatedAt)
      await verb.record('order.passed_over', about, { store: store.name, number, updatedAt, why: pass })
    return { text: pass, outcome: 'passed-over' }
  }
  const why = whyNot(incoming)
  if (why) return turnAway(verb, { ...incoming, why })
  const order = await insertOrder(verb, store.id, incoming)
  const lines = shippable(incoming.lines).length
  await verb.record('order.received', order.id, { number, lines })
  await followPayment(verb, store, null, order)
  return { text: `Order ${number} came in.`, outcome: 'received' }
}

async function update(verb: Verb, store: Store, known: Order, incoming: IncomingOrder): Promise<Outcome> {
  if (known.cancelledAt) return unchanged(incoming)
  const before = { order: known, lines: await linesOf(verb.db, known.id), shipTo: await shipToOf(verb.db, known.id) }
  const recognised = recogniseLines(incoming.lines, await allLinesOf(verb.db, known.id))
  // The id that its store has given since is no change of a line.
  const lines = recognised.map(({ line, old }) => ({ ...line, externalId: old?.externalId ?? line.externalId }))
  const changed = whatChanged(before, { ...incoming, lines })
  const now = await rewriteOrder(verb, known.id, incoming)
  await replaceLines(verb, known.id, incoming.lines)
  await keepRefunds(verb, known.id, incoming.refunds)
  if (changed.length === 0) return unchanged(incoming)
  await verb.record('order.updated', known.id, { changed })
  await followPayment(verb, store, known, now)
  return { text: `Order ${known.number} was brought up to date.`, outcome: 'updated' }
}

function unchanged({ number }: IncomingOrder): Outcome {
  return { text: `Order ${number} is here already.`, outcome: 'unchanged' }
}
