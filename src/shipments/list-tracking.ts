import { asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { type Button, type CardLine, joined } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { whereItStands } from './carrier-words.ts'
import { trackingUrl } from './carriers.ts'
import { leftOf } from './left.ts'
import { formerNumbers, removedShipments, type Shipment, shipmentLines, shipments } from './tables.ts'

export const ListTracking = z.object({ purchaseOrder: z.string().min(1) })

/** The parcels of a purchase order: carrier, number, what is inside, numbers it had before, and what is still to ship. */
export async function listTracking({ db, actor }: Verb, input: z.infer<typeof ListTracking>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(db, actor, input.purchaseOrder)
  const parcels = await db
    .select()
    .from(shipments)
    .where(eq(shipments.purchaseOrderId, po.id))
    .orderBy(asc(shipments.recordedAt))
  const ids = parcels.map(parcel => parcel.id)
  const left = await leftOf(db, po.id)
  const inside =
    ids.length > 0 ? await db.select().from(shipmentLines).where(inArray(shipmentLines.shipmentId, ids)) : []
  const former =
    ids.length > 0 ? await db.select().from(formerNumbers).where(inArray(formerNumbers.shipmentId, ids)) : []
  const title = (lineId: string) => left.find(line => line.id === lineId)?.title ?? 'a line'
  const lines = parcels.map((parcel): CardLine => {
    const own = inside
      .filter(line => line.shipmentId === parcel.id)
      .map(line => `${line.quantity} × ${title(line.orderLineId)}`)
    const before = former.filter(one => one.shipmentId === parcel.id).map(one => `was ${one.carrierName} ${one.number}`)
    const to = trackingUrl(parcel.carrier, parcel.number)
    return {
      text: `${parcel.carrierName} ${parcel.number}`,
      detail: joined(
        [
          ...own,
          ...before,
          ...cameWords(parcel),
          `by ${parcel.recordedBy}`,
          ...(to ? [{ text: 'Follow it', to }] : []),
        ],
        ' · ',
      ),
    }
  })
  const off = await db.select().from(removedShipments).where(eq(removedShipments.purchaseOrderId, po.id))
  const gone = off.map(
    (one): CardLine => ({
      text: `${one.carrierName} ${one.number}`,
      detail: [`taken off by ${one.removedBy}`, actor.side === 'supplier' ? null : one.why].filter(Boolean).join(' · '),
      done: true,
    }),
  )
  const rest = left.reduce((sum, line) => sum + line.left, 0)
  const summary = `${po.number} has ${parcels.length === 0 ? 'no parcel yet' : count(parcels.length, 'parcel')}; ${rest === 0 ? 'nothing' : count(rest, 'piece')} left to ship.`
  const known = { purchaseOrder: po.id }
  const came: Button = { label: 'Delivered', command: 'tracking.delivered', input: known, asks: ['shipment', 'on'] }
  const open = actor.side !== 'supplier' && parcels.some(({ deliveredAt }) => !deliveredAt)
  const buttons: readonly Button[] =
    parcels.length > 0
      ? [
          { label: 'Correct', command: 'tracking.correct', input: known, asks: ['shipment', 'number', 'carrier'] },
          { label: 'Take a parcel off', command: 'tracking.remove', input: known, asks: ['shipment', 'why'] },
          ...(open ? [came] : []),
        ]
      : []
  const audience = audienceOf(actor)
  return {
    text: summary,
    card: {
      audience,
      tone: 'neutral',
      title: `Tracking of ${po.number}`,
      summary,
      lines: [...lines, ...gone],
      buttons,
    },
  }
}

function cameWords(parcel: Shipment): readonly string[] {
  const { deliveredAt, scannedAt, says } = parcel
  const stands = whereItStands({ ...parcel, deliveredAt: null })
  return [
    ...(scannedAt && !deliveredAt ? [`scanned ${dayOf(scannedAt)}`] : []),
    ...(deliveredAt ? [`delivered ${dayOf(deliveredAt)}`] : []),
    ...(stands && stands !== 'delivered' ? [stands] : []),
    ...(says ? [`Carrier says: ${says}`] : []),
  ]
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
