import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { markAcknowledged } from '../purchase-orders/acknowledge.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { dueAt } from '../suppliers/calendar.ts'
import { termsOf } from '../suppliers/in-force.ts'
import type { Carrier } from './carriers.ts'
import { chooseCarrier, TrackingNumber } from './choose-carrier.ts'
import { leftOf } from './left.ts'
import { mustBeOwnNumber } from './must-be-own-number.ts'
import { allLeft, type LeftLine, type Piece, readPieces } from './pieces.ts'
import { readNumber } from './read-number.ts'
import { shipmentLines, shipments } from './tables.ts'
import { usualCarrier } from './usual-carrier.ts'
import { whichCarrier } from './which-carrier.ts'

export const RecordTracking = z.object({
  purchaseOrder: z.string().min(1),
  number: TrackingNumber,
  carrier: z.string().trim().max(80).optional(),
  /** What is inside; nothing said means everything that is left. */
  lines: z.string().trim().max(2_000).optional(),
})

/** Records a parcel by its tracking number. A number that fits several carriers is asked about first. */
export async function recordTracking(verb: Verb, input: z.infer<typeof RecordTracking>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  mustMovePurchaseOrder(loaded.po, 'add_parcel')
  const { recognised, carrier } = readNumber(input.number)
  const usual = await usualCarrier(verb.db, loaded.supplier.id, recognised)
  const chosen = chooseCarrier(recognised, input.carrier ?? carrier, usual)
  if ('ask' in chosen) {
    const { id, supplierId } = loaded.po
    const again = {
      command: 'tracking.add',
      input: { ...input, number: recognised.number, purchaseOrder: id },
      supplierId,
    }
    return whichCarrier(verb, recognised.number, chosen.ask, again)
  }
  await mustBeOwnNumber(verb, loaded.supplier.id, recognised.number)
  const left = await leftOf(verb.db, loaded.po.id)
  const pieces = input.lines ? readPieces(input.lines, left) : allLeft(left)
  const shipment = await insert(verb, loaded, chosen.carrier, recognised.number, pieces)
  if (canMovePurchaseOrder(loaded.po, 'acknowledge')) await markAcknowledged(verb, loaded, null)
  const whole = leftAfter(left, pieces) === 0
  const times = {
    partlyShippedAt: loaded.po.partlyShippedAt ?? verb.now,
    ...(whole && { shippedAt: loaded.po.shippedAt ?? verb.now }),
  }
  await verb.db.update(purchaseOrders).set(times).where(eq(purchaseOrders.id, loaded.po.id))
  await verb.record('shipment.recorded', loaded.po.id, {
    orderId: loaded.order.id,
    number: loaded.po.number,
    shipmentId: shipment,
    carrier: chosen.carrier.name,
    tracking: recognised.number,
    pieces: sum(pieces),
    whole,
  })
  return { text: said(loaded, chosen.carrier, recognised.number, left, pieces) }
}

async function insert(
  verb: Verb,
  { po }: LoadedPurchaseOrder,
  carrier: Carrier,
  number: string,
  pieces: readonly Piece[],
): Promise<string> {
  const terms = await termsOf(verb.db, po)
  const [row] = await verb.db
    .insert(shipments)
    .values({
      purchaseOrderId: po.id,
      carrier: carrier.code,
      carrierName: carrier.name,
      number,
      recordedAt: verb.now,
      recordedBy: verb.actor.name,
      scanBy: dueAt(terms.scan, terms.calendar, verb.now),
    })
    .onConflictDoNothing()
    .returning()
  if (!row) throw new Refusal(`${number} is recorded for ${po.number} already.`, 'number')
  const inside = pieces.map(({ lineId, quantity }) => ({ shipmentId: row.id, orderLineId: lineId, quantity }))
  if (inside.length > 0) await verb.db.insert(shipmentLines).values(inside)
  return row.id
}

function said(
  { po }: LoadedPurchaseOrder,
  carrier: Carrier,
  number: string,
  left: readonly LeftLine[],
  pieces: readonly Piece[],
): string {
  const after = leftAfter(left, pieces)
  const rest =
    after > 0
      ? `${count(after, 'piece')} of ${po.number} ${after === 1 ? 'is' : 'are'} still to ship.`
      : `All of ${po.number} is in parcels.`
  return `${carrier.name} ${number} was added to ${po.number}. ${rest}`
}

function leftAfter(left: readonly LeftLine[], pieces: readonly Piece[]): number {
  return left.reduce((total, line) => total + line.left, 0) - sum(pieces)
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.quantity, 0)
}
