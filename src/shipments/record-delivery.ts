import { addHours } from 'date-fns/addHours'
import { min } from 'date-fns/min'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readWhen } from '../kernel/words/read-when.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { DAY, reaches } from '../suppliers/wall-clock.ts'
import { pickParcel } from './pick-parcel.ts'
import { settleDelivered } from './settle-delivered.ts'
import { type Beside, lockBeside } from './shared-parcels.ts'
import { type Shipment, shipments } from './tables.ts'

export const RecordDelivery = z.object({
  purchaseOrder: z.string().min(1),
  /** The parcel that came, by its number or id; else all of them. */
  shipment: z.string().trim().min(1).optional(),
  /** The day on which it came, where the supplier is; else now. */
  on: z.string().trim().min(1).optional(),
  /** The moment at which it came, where the carrier says so. */
  at: z.coerce.date().optional(),
})

/**
 * Records that the customer has all of a purchase order, or one parcel: claim windows count from the last of them. A parcel
 * is delivered for every purchase order inside.
 */
export async function recordDelivery(verb: Verb, input: z.infer<typeof RecordDelivery>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po } = loaded
  const named = input.shipment ? await pickParcel(verb.db, po, input.shipment) : null
  if (named?.deliveredAt) throw new Refusal(`${named.number} was delivered already.`, 'shipment')
  if (!named && !po.deliveredAt && !canMovePurchaseOrder(po, 'deliver'))
    throw new Refusal(`${po.number} is not fully shipped, so it cannot be delivered. Add its tracking first.`)
  if (!named) mustMovePurchaseOrder(po, 'deliver')
  const at = input.on ? middayOf(input.on, loaded, verb.now) : min([input.at ?? verb.now, verb.now])
  const inside = new Map([[po.id, po]])
  for (const parcel of named ? [named] : await parcelsOnTheWay(verb, po))
    for (const one of [{ po, parcel }, ...(await lockBeside(verb, po, parcel.number))]) {
      inside.set(one.po.id, one.po)
      if (!one.parcel.deliveredAt) await markDelivered(verb, one, at)
    }
  const came: PurchaseOrder[] = []
  for (const one of inside.values()) if (await settleDelivered(verb, one)) came.push(one)
  const all =
    came.length > 0 ? `${list(came.map(({ number }) => number))} ${came.length === 1 ? 'was' : 'were'} delivered.` : ''
  if (!named) return { text: all }
  return { text: `${named.carrierName} ${named.number} was delivered. ${all || `Not all of ${po.number} is.`}` }
}

async function markDelivered(verb: Verb, { po, parcel }: Beside, at: Date): Promise<void> {
  await verb.db.update(shipments).set({ deliveredAt: at }).where(eq(shipments.id, parcel.id))
  await verb.record('shipment.delivered', po.id, {
    ...{ orderId: po.orderId, number: po.number, shipmentId: parcel.id },
    ...{ carrier: parcel.carrierName, tracking: parcel.number, at: at.toISOString() },
  })
}

function parcelsOnTheWay({ db }: Verb, { id }: PurchaseOrder): Promise<Shipment[]> {
  const open = and(eq(shipments.purchaseOrderId, id), isNull(shipments.deliveredAt))
  return db.select().from(shipments).where(open).orderBy(asc(shipments.number))
}

/** A day is known, an hour is not. @throws Refusal for a day that has not come, or before it was sent. */
function middayOf(typed: string, { po, supplier }: LoadedPurchaseOrder, now: Date): Date {
  const { day } = readWhen(typed, { zone: supplier.zone, now, field: 'on', past: true })
  const start = new Date(reaches(supplier.zone, Date.parse(day) / DAY, 0))
  if (start > now) throw new Refusal(`${day} has not come yet.`, 'on')
  const midday = new Date(min([addHours(start, 12), now]).getTime())
  if (po.sentAt && midday < po.sentAt && addHours(start, 24) <= po.sentAt)
    throw new Refusal(`${po.number} was sent to ${supplier.name} only later than ${day}.`, 'on')
  return midday
}
