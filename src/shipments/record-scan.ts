import { min } from 'date-fns/min'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { list } from '../kernel/words/text.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { pickParcel } from './pick-parcel.ts'
import { type Beside, lockBeside } from './shared-parcels.ts'
import { shipments } from './tables.ts'

export const RecordScan = z.object({
  purchaseOrder: z.string().min(1),
  /** The tracking number, or the parcel's id. */
  shipment: z.string().trim().min(1),
  /** When the carrier scanned it, where the carrier says so; else now. */
  at: z.coerce.date().optional(),
})

/** Records the carrier's first scan of a parcel: from then on it has shipped in the strict sense. */
export async function recordScan(verb: Verb, input: z.infer<typeof RecordScan>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const parcel = await pickParcel(verb.db, po, input.shipment)
  // A carrier's clock may run ahead of ours.
  const at = min([input.at ?? verb.now, verb.now])
  if (parcel.scannedAt) return { text: `${parcel.number} has had its first scan already.` }
  const beside = await lockBeside(verb, po, parcel.number)
  for (const one of [{ po, parcel }, ...beside]) if (!one.parcel.scannedAt) await markScanned(verb, one, at)
  return {
    text: `${parcel.carrierName} has ${parcel.number} of ${list([po, ...beside.map(one => one.po)].map(numberOf))}.`,
  }
}

async function markScanned(verb: Verb, { po, parcel }: Beside, at: Date): Promise<void> {
  await verb.db.update(shipments).set({ scannedAt: at }).where(eq(shipments.id, parcel.id))
  await verb.record('shipment.scanned', po.id, {
    orderId: po.orderId,
    number: po.number,
    shipmentId: parcel.id,
    carrier: parcel.carrierName,
    tracking: parcel.number,
    at: at.toISOString(),
  })
}

const numberOf = ({ number }: { number: string }) => number
