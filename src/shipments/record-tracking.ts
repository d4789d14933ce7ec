import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { markAcknowledged } from '../purchase-orders/acknowledge.ts'
import type { LoadedPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { dueAt } from '../suppliers/calendar.ts'
import { termsWithClosures } from '../suppliers/in-force.ts'
import { askBeforeTracking } from './ask-before-tracking.ts'
import type { Carrier } from './carriers.ts'
import { chooseCarrier, TrackingNumber } from './choose-carrier.ts'
import { leftOf } from './left.ts'
import { mustBeOwnNumber } from './must-be-own-number.ts'
import { allLeft, type LeftLine, OF_PARCELS, type Piece, readPieces } from './pieces.ts'
import { readNumber } from './read-number.ts'
import { settleDelivered } from './settle-delivered.ts'
import { besideIn } from './shared-parcels.ts'
import { type Shipment, shipmentLines, shipments } from './tables.ts'
import { usualCarrier } from './usual-carrier.ts'
import { whichCarrier } from './which-carrier.ts'

export const RecordTracking = z.object({
  purchaseOrder: z.string().min(1),
  number: TrackingNumber,
  carrier: z.string().trim().max(80).optional(),
  /** What is inside; nothing said means everything that is left. */
  lines: z.string().trim().max(2_000).optional(),
  /** The person has read what looks like a mistake, and says that it is none. */
  sure: z.enum(['yes']).optional(),
})

/** A parcel that is about to be recorded. */
export type NewParcel = { carrier: Carrier; number: string; left: readonly LeftLine[]; pieces: readonly Piece[] }

/**
 * Reads what was typed of a parcel, or answers with a question: a number that fits several carriers, that goes to two
 * addresses, or with nothing inside is asked about first. It records nothing.
 */
export async function readParcel(
  verb: Verb,
  loaded: LoadedPurchaseOrder,
  input: z.infer<typeof RecordTracking>,
): Promise<NewParcel | { question: Outcome }> {
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
    return { question: whichCarrier(verb, recognised.number, chosen.ask, again) }
  }
  const { number } = recognised
  await mustBeOwnNumber(verb, loaded.supplier.id, number)
  const left = await leftOf(verb.db, loaded.po.id)
  const sure = input.sure !== undefined
  const pieces = input.lines ? readPieces(input.lines, left, OF_PARCELS, sure) : allLeft(left)
  const typed = { number, carrier: chosen.carrier.code, pieces }
  const again = { ...input, number, carrier: typed.carrier, purchaseOrder: loaded.po.id }
  const question = sure ? null : await askBeforeTracking(verb, loaded, typed, again)
  return question ? { question } : { carrier: chosen.carrier, number, left, pieces }
}

/** Records a parcel by its tracking number: from now on its pieces are shipped, and it is a yes as well. */
export async function recordParcel(verb: Verb, loaded: LoadedPurchaseOrder, parcel: NewParcel): Promise<Outcome> {
  const { carrier, number, left, pieces } = parcel
  const { id: shipment, deliveredAt } = await insert(verb, loaded, carrier, number, pieces)
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
    carrier: carrier.name,
    tracking: number,
    pieces: sum(pieces),
    whole,
  })
  if (deliveredAt) await settleDelivered(verb, { ...loaded.po, ...times })
  return { text: said(loaded, parcel) }
}

async function insert(
  verb: Verb,
  { po }: LoadedPurchaseOrder,
  carrier: Carrier,
  number: string,
  pieces: readonly Piece[],
): Promise<Shipment> {
  const terms = await termsWithClosures(verb.db, po)
  // What the carrier has, and brought, it has and brought whole.
  const beside = (await besideIn(verb.db, po, number, verb.now)).map(one => one.parcel)
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
      scannedAt: beside.find(one => one.scannedAt)?.scannedAt ?? null,
      deliveredAt: beside.find(one => one.deliveredAt)?.deliveredAt ?? null,
    })
    .onConflictDoNothing()
    .returning()
  if (!row) throw new Refusal(`${number} is recorded for ${po.number} already.`, 'number')
  const inside = pieces.map(({ lineId, quantity }) => ({ shipmentId: row.id, orderLineId: lineId, quantity }))
  if (inside.length > 0) await verb.db.insert(shipmentLines).values(inside)
  return row
}

function said({ po }: LoadedPurchaseOrder, { carrier, number, left, pieces }: NewParcel): string {
  const after = leftAfter(left, pieces)
  const rest =
    after > 0
      ? `${count(after, 'piece')} of ${po.number} ${after === 1 ? 'is' : 'are'} still to ship.`
      : `All of ${po.number} is in parcels.`
  return `${carrier.name} ${number} was added to ${po.number}. ${rest}`
}

/** Pieces that are then in no parcel. More of one line than was asked for makes up for none of another. */
function leftAfter(left: readonly LeftLine[], pieces: readonly Piece[]): number {
  const inside = (id: string) => sum(pieces.filter(({ lineId }) => lineId === id))
  return left.reduce((total, line) => total + Math.max(0, line.left - inside(line.id)), 0)
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.quantity, 0)
}
