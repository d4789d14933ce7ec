import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mustNotName } from '../cases/for-supplier.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { mustNotBeRefunded } from '../orders/gate.ts'
import { why } from '../orders/hold-order.ts'
import { linesOf, loadOrder } from '../orders/load-order.ts'
import { release } from '../orders/release-order.ts'
import type { Order } from '../orders/tables.ts'
import type { Notes } from '../purchase-orders/note-words.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { type OpenLine, partFor, split } from '../purchase-orders/split.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { readSkus, skuKey } from '../suppliers/sku.ts'
import { sendableNote } from './customer-note.ts'
import { MOST_NOTED } from './note-purchase-order.ts'
import { type Routing, routingOf } from './open-lines.ts'
import { sendParts } from './send-parts.ts'

export const ForwardOrder = z.object({
  order: z.string().min(1),
  /** Names one supplier; without it the SKUs decide. */
  supplier: z.string().optional(),
  /** Only the lines with these SKUs. */
  skus: z.string().optional(),
  /** For the suppliers to read. */
  note: truncated(MOST_NOTED).optional(),
  /** Also what the customer wrote. */
  customerNote: z.enum(['send']).optional(),
  /** Also while it is on hold: says that the asker read why. */
  held: z.enum(['forward']).optional(),
})

/**
 * Asks suppliers to ship: splits the open lines of an order, makes one purchase order a supplier, and sends them.
 * A purchase order whose supplier has no room yet stays a draft and goes out when it has one.
 */
export async function forwardOrder(verb: Verb, input: z.infer<typeof ForwardOrder>, listed = false): Promise<Outcome> {
  const order = await releasedFor(verb, await loadOrder(verb.db, input.order), input.held === 'forward')
  mustBeForwardable(order)
  mustNotBeRefunded(order)
  const notes = await notesFor(verb, order, input)
  const routing = (await routingOf(verb.db, [order.id])).get(order.id)
  if (!routing || routing.open.length === 0) throw new Refusal(await nothingOpen(verb, order))
  const open = input.skus ? chosen(routing.open, readSkus(input.skus)) : routing.open
  const { parts, unrouted } = input.supplier
    ? await named(verb, input.supplier, { ...routing, open }, Boolean(input.skus))
    : split(open, routing.route)
  if (parts.length === 0) throw new Refusal(await nobodySupplies(verb, order, unrouted))
  const made = await sendParts(verb, [{ order, parts, unrouted }], { notes, listed })
  const waits =
    unrouted.length > 0
      ? ` ${count(unrouted.length, 'line')} still ${unrouted.length > 1 ? 'need' : 'needs'} routing.`
      : ''
  return { text: `${list(made.map(one => one.says))}.${waits}` }
}

/** @throws Refusal where one of them names the customer's own, or there is none of the customer's */
async function notesFor(
  verb: Verb,
  order: Order,
  { note, customerNote }: Pick<z.infer<typeof ForwardOrder>, 'note' | 'customerNote'>,
): Promise<Notes> {
  await mustNotName(verb, order.id, note, 'note')
  return {
    note: note || null,
    notedBy: note ? verb.actor.name : null,
    customerNote: customerNote ? await sendableNote(verb, order) : null,
  }
}

/**
 * Releases an order that its asker wants forwarded all the same.
 * @throws Refusal that says why it is on hold, and asks.
 */
async function releasedFor(verb: Verb, order: Order, anyway: boolean): Promise<Order> {
  if (!order.heldAt || order.cancelledAt) return order
  mustNotBeRefunded(order)
  if (!anyway)
    throw new Refusal(
      `Order ${order.number} is on hold: ${why(order)}. To forward it anyway, write held:forward. To end the hold only: /order release ${order.number}`,
      'held',
    )
  await release(verb, order, { paid: false })
  return loadOrder(verb.db, order.id)
}

/** @throws Refusal for an order that is cancelled or on hold. */
export function mustBeForwardable(order: Order): void {
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled.`)
  if (order.heldAt)
    throw new Refusal(
      `Order ${order.number} is on hold: ${why(order)}. Release it first: /order release ${order.number}`,
    )
}

/** The lines with these SKUs, of which each must be open. */
function chosen(open: readonly OpenLine[], skus: readonly string[]): readonly OpenLine[] {
  const keys = open.map(line => skuKey(line.sku ?? ''))
  const missing = skus.find(sku => !keys.includes(skuKey(sku)))
  if (missing !== undefined)
    throw new Refusal(`No open line has the SKU ${missing}. Open: ${list(open.map(skuOf))}.`, 'skus')
  return open.filter((_, index) => skus.some(sku => skuKey(sku) === keys[index]))
}

const skuOf = (line: OpenLine) => line.sku ?? 'a line without SKU'

async function named(verb: Verb, name: string, { open, route, declined }: Routing, chosen: boolean) {
  const supplier = await findSupplier(verb.db, name)
  const part = partFor(supplier.id, open, { route, declined, chosen })
  if (part.lines.length > 0) return { parts: [part], unrouted: [] }
  const [why, which] = open.some(line => declined(line.id, supplier.id))
    ? ['declined', open.filter(line => declined(line.id, supplier.id))]
    : ['does not supply', open]
  throw new Refusal(
    `${supplier.name} ${why} ${list(which.map(skuOf))}. Choose another supplier, or name the SKUs to ask anyway: skus:…`,
    'supplier',
  )
}

async function nothingOpen(verb: Verb, order: Order): Promise<string> {
  const made = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, order.id))
  const live = made.filter(isLive).map(po => po.number)
  return live.length > 0
    ? `Order ${order.number} is forwarded already: ${list(live.toSorted())}.`
    : `Nothing of order ${order.number} is left to forward.`
}

async function nobodySupplies(verb: Verb, order: Order, unrouted: readonly OpenLine[]): Promise<string> {
  const lines = await linesOf(verb.db, order.id)
  const what = unrouted.map(({ id, sku }) => sku ?? `“${lines.find(line => line.id === id)?.title}”`)
  return `Nobody supplies ${list(what)} of order ${order.number}. Choose one: /order forward ${order.number} supplier:…`
}
