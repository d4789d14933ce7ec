import { eq } from 'drizzle-orm'
import { drawCase } from '../cases/draw-case.ts'
import { cases } from '../cases/tables.ts'
import type { Events } from '../events.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { redrawSaid } from './draw.ts'
import { lateKind } from './kind.ts'
import { lateCasesOf } from './late-cases.ts'
import type { ClockEvents } from './next-look-reactions.ts'
import { notices } from './tables.ts'

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
  const { po } = await lateOf(speech, about)
  if (name === 'purchase_order.acknowledged' && po?.partlyShippedAt !== null) return
  const { how, ends } = ANSWERS[name] as { how: (data: unknown) => string | null; ends: string }
  await follow(speech, about, how(data), ends)
}

/** Nobody waits any more for what was cancelled, or is no longer wanted. */
export const followAllOfIt: Reaction<'order.cancelled' | 'order.deleted' | 'order.reopened' | 'order.updated'> = async (
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
  const { own, said } = await lateOf(speech, purchaseOrderId)
  const settling = { purchaseOrder: purchaseOrderId, by: speech.actor.name, how, ends }
  if (own.length > 0) await speech.ask('late.settle', settling)
  for (const { id } of own) await drawCase(speech, lateKind, id)
  if (own.length === 0 && said.length > 0) await redrawSaid(speech, [purchaseOrderId])
}

/** A purchase order with its late cases, and what the clock noticed about it. */
async function lateOf({ read, once }: Speech, purchaseOrderId: string) {
  const { pos, own, said } = await once(`late ${purchaseOrderId}`, () =>
    readTogether(read, {
      pos: [purchaseOrders, eq(purchaseOrders.id, purchaseOrderId)],
      own: [cases, lateCasesOf(purchaseOrderId)],
      said: [notices, eq(notices.purchaseOrderId, purchaseOrderId)],
    }),
  )
  return { po: pos[0], own, said }
}

/** What its parcel had answered or ended is late again. */
export const resumeIt: Reaction<'shipment.removed'> = async (speech, { about }) => {
  const own = await speech.read.select({ id: cases.id }).from(cases).where(lateCasesOf(about))
  if (own.length === 0) return
  await speech.ask('late.resume', { purchaseOrder: about })
  for (const { id } of own) await drawCase(speech, lateKind, id)
}
