import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { dueAt } from '../suppliers/calendar.ts'
import { termsWithClosures } from '../suppliers/in-force.ts'
import { askIfElsewhere } from './ask-before-tracking.ts'
import type { Recognition } from './carriers.ts'
import { chooseCarrier, nameAgain, OTHER, TrackingNumber } from './choose-carrier.ts'
import { mustBeOwnNumber } from './must-be-own-number.ts'
import { pickParcel } from './pick-parcel.ts'
import { readNumber } from './read-number.ts'
import { type Beside, besideIn, lockBeside } from './shared-parcels.ts'
import { formerNumbers, type Shipment, shipments } from './tables.ts'

export const CorrectTracking = z.object({
  purchaseOrder: z.string().min(1),
  /** The number as it stands, or the parcel's id. */
  shipment: z.string().trim().min(1),
  number: TrackingNumber,
  carrier: z.string().trim().max(80).optional(),
  /** The person has read that the number goes to another address, and says that it is right. */
  sure: z.enum(['yes']).optional(),
})

/**
 * Puts a mistyped tracking number right. The old one stays on record and can still be found. A number that goes to another
 * address is asked about first.
 */
export async function correctTracking(verb: Verb, input: z.infer<typeof CorrectTracking>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po } = loaded
  const parcel = await pickParcel(verb.db, po, input.shipment)
  const { recognised, carrier } = readNumber(input.number)
  const chosen = chooseCarrier(recognised, input.carrier ?? carrier ?? keep(parcel, recognised))
  if ('ask' in chosen)
    throw new Refusal(
      `That could be ${list(
        chosen.ask.map(one => one.name),
        'or',
      )}. Name the carrier as well.`,
      'carrier',
    )
  const { number } = recognised
  const { code, name } = chosen.carrier
  if (number === parcel.number && code === parcel.carrier)
    throw new Refusal(`${number} is what is recorded already.`, 'number')
  const twin = and(eq(shipments.purchaseOrderId, po.id), eq(shipments.number, number), ne(shipments.id, parcel.id))
  if ((await verb.db.$count(shipments, twin)) > 0)
    throw new Refusal(`${number} is recorded for another parcel of ${po.number}.`, 'number')
  await mustBeOwnNumber(verb, po.supplierId, number)
  const again = { ...input, purchaseOrder: po.id, shipment: parcel.id, number, carrier: nameAgain(chosen.carrier) }
  const question = input.sure
    ? null
    : await askIfElsewhere(verb, loaded, number, { command: 'tracking.correct', input: again })
  if (question) return question
  const right = { number, carrier: code, carrierName: name }
  const has = (await besideIn(verb.db, po, number, verb.now)).map(one => one.po.id)
  const beside = (await lockBeside(verb, po, parcel.number)).filter(one => !has.includes(one.po.id))
  for (const one of [{ po, parcel }, ...beside]) await putRight(verb, one, right)
  const others = beside.length > 0 ? ` So it was of ${list(beside.map(one => one.po.number))}.` : ''
  return {
    text: `${parcel.number} was corrected to ${name} ${number}. The old number stays on record.${others}`,
  }
}

/** For one purchase order in the parcel. */
async function putRight(
  verb: Verb,
  { po, parcel }: Beside,
  { number, carrier, carrierName }: Pick<Shipment, 'number' | 'carrier' | 'carrierName'>,
): Promise<void> {
  const former = {
    shipmentId: parcel.id,
    carrierName: parcel.carrierName,
    number: parcel.number,
    replacedAt: verb.now,
    replacedBy: verb.actor.name,
  }
  await verb.db.insert(formerNumbers).values(former)
  const { scan, calendar } = await termsWithClosures(verb.db, po)
  // Another number has not been scanned, even if the one before was.
  const clock =
    number === parcel.number ? {} : { scanBy: dueAt(scan, calendar, verb.now), scannedAt: null, ...NOTHING_SAID }
  await verb.db
    .update(shipments)
    .set({ number, carrier, carrierName, ...clock })
    .where(eq(shipments.id, parcel.id))
  const data = {
    orderId: po.orderId,
    number: po.number,
    shipmentId: parcel.id,
    from: parcel.number,
    to: number,
    carrier: carrierName,
  }
  await verb.record('shipment.corrected', po.id, data)
}

/** Its carrier has not said anything yet. */
const NOTHING_SAID = { tag: null, detail: null, tagSince: null, says: null, saidAt: null }

/**
 * A correction most often keeps the carrier; it does where the new number may be that carrier's, or nobody knows whose.
 */
function keep({ carrier, carrierName }: Shipment, { candidates }: Recognition): string | undefined {
  if (carrier === OTHER) return candidates.length === 0 ? `other: ${carrierName}` : undefined
  return candidates.some(one => one.carrier.code === carrier) ? carrier : undefined
}
