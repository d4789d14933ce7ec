import { eq } from 'drizzle-orm'
import { drawCase } from '../cases/draw-case.ts'
import { cases } from '../cases/tables.ts'
import type { Events } from '../events.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { redrawSaid } from './draw.ts'
import { lateKind } from './kind.ts'
import { lateCasesOf } from './late-cases.ts'
import type { ClockEvents } from './next-look-reactions.ts'

/** What each is in the words of an answer, after the name of who did it (null: none), and why the case ends by it. */
const ANSWERS: { readonly [N in ClockEvents]: { how: (data: Events[N]) => string | null; ends: string } } = {
  'purchase_order.acknowledged': {
    how: ({ promised }) => (promised ? `promised to ship on ${promised}` : 'acknowledged it'),
    ends: 'acknowledged',
  },
  'purchase_order.promised': { how: ({ to }) => `promised to ship on ${to}`, ends: 'acknowledged' },
  'purchase_order.postponed': { how: () => null, ends: 'postponed' },
  'purchase_order.declined': { how: () => null, ends: 'declined' },
  'purchase_order.cancelled': { how: () => null, ends: 'cancelled' },
  'purchase_order.answered': { how: ({ what }) => `answered by line: ${what}`, ends: 'declined' },
  'purchase_order.taken_back': { how: () => null, ends: 'cancelled' },
  'change.accepted': { how: () => null, ends: 'shipped' },
  'shipment.recorded': { how: ({ pieces }) => `added tracking for ${count(pieces, 'piece')}`, ends: 'shipped' },
  'shipment.corrected': { how: () => 'corrected the tracking number', ends: 'corrected' },
  'shipment.postponed': { how: () => null, ends: 'postponed' },
  'shipment.removed': { how: () => null, ends: 'corrected' },
  'shipment.scanned': { how: () => null, ends: 'scanned' },
  'shipment.delivered': { how: () => null, ends: 'delivered' },
  'purchase_order.delivered': { how: () => null, ends: 'delivered' },
}

export const followIt: Reaction<ClockEvents> = async (speech, { name, about, data }) => {
  // A parcel that is a yes as well has a fact of its own, which says more.
  if (name === 'purchase_order.acknowledged' && (await hasParcels(speech, about))) return
  const { how, ends } = ANSWERS[name] as { how: (data: unknown) => string | null; ends: string }
  await follow(speech, about, how(data), ends)
}

/** Nobody waits any more for what was cancelled, or is no longer wanted. */
export const followAllOfIt: Reaction<'order.cancelled' | 'order.deleted' | 'order.updated'> = async (
  speech,
  { about },
) => {
  const own = await speech.read
    .select({ id: purchaseOrders.id })
    .from(purchaseOrders)
    .where(eq(purchaseOrders.orderId, about))
  for (const { id } of own) await follow(speech, id, null, 'cancelled')
}

async function follow(speech: Speech, purchaseOrderId: string, how: string | null, ends: string): Promise<void> {
  const own = await speech.read.select({ id: cases.id }).from(cases).where(lateCasesOf(purchaseOrderId))
  const settling = { purchaseOrder: purchaseOrderId, by: speech.actor.name, how, ends }
  if (own.length > 0) await speech.ask('late.settle', settling)
  for (const { id } of own) await drawCase(speech, lateKind, id)
  if (own.length === 0) await redrawSaid(speech, purchaseOrderId)
}

async function hasParcels(speech: Speech, purchaseOrderId: string): Promise<boolean> {
  const [po] = await speech.read.select().from(purchaseOrders).where(eq(purchaseOrders.id, purchaseOrderId))
  return po?.partlyShippedAt !== null
}

/** What its parcel had answered or ended is late again. */
export const resumeIt: Reaction<'shipment.removed'> = async (speech, { about }) => {
  const own = await speech.read.select({ id: cases.id }).from(cases).where(lateCasesOf(about))
  if (own.length === 0) return
  await speech.ask('late.resume', { purchaseOrder: about })
  for (const { id } of own) await drawCase(speech, lateKind, id)
}
