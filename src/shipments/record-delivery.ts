import { TZDate } from '@date-fns/tz'
import { addHours } from 'date-fns/addHours'
import { min } from 'date-fns/min'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { lockBeside } from './shared-parcels.ts'
import { shipments } from './tables.ts'

export const RecordDelivery = z.object({
  purchaseOrder: z.string().min(1),
  /** The day on which it came, where the supplier is; else now. */
  on: z.iso.date('write a day such as 2026-11-20').optional(),
})

/** Records that the customer has all of a purchase order: claim windows count from then on. */
export async function recordDelivery(verb: Verb, input: z.infer<typeof RecordDelivery>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po } = loaded
  if (!po.deliveredAt && !canMovePurchaseOrder(po, 'deliver'))
    throw new Refusal(`${po.number} is not fully shipped, so it cannot be delivered. Add its tracking first.`)
  mustMovePurchaseOrder(po, 'deliver')
  const at = input.on ? middayOf(input.on, loaded, verb.now) : verb.now
  const all = [po, ...(await allInside(verb, po))]
  for (const one of all) await markDelivered(verb, one, at)
  return { text: `${list(all.map(({ number }) => number))} ${all.length === 1 ? 'was' : 'were'} delivered.` }
}

async function markDelivered(verb: Verb, { id, orderId, number }: PurchaseOrder, at: Date): Promise<void> {
  await verb.db.update(purchaseOrders).set({ deliveredAt: at }).where(eq(purchaseOrders.id, id))
  await verb.record('purchase_order.delivered', id, { orderId, number, at: at.toISOString() })
}

/** What was wholly in the parcels that came, of other purchase orders: it came with them. */
async function allInside(verb: Verb, po: PurchaseOrder): Promise<readonly PurchaseOrder[]> {
  const own = await numbersOf(verb, po)
  const beside = new Map<string, PurchaseOrder>()
  for (const number of own) for (const one of await lockBeside(verb, po, number)) beside.set(one.po.id, one.po)
  const came: PurchaseOrder[] = []
  for (const one of beside.values())
    if (canMovePurchaseOrder(one, 'deliver') && (await numbersOf(verb, one)).every(number => own.includes(number)))
      came.push(one)
  return came
}

async function numbersOf({ db }: Verb, { id }: PurchaseOrder): Promise<readonly string[]> {
  const rows = await db.select({ number: shipments.number }).from(shipments).where(eq(shipments.purchaseOrderId, id))
  return rows.map(({ number }) => number)
}

/** A day is known, an hour is not. @throws Refusal for a day that has not come, or before it was sent. */
function middayOf(day: string, { po, supplier }: LoadedPurchaseOrder, now: Date): Date {
  const start = new TZDate(`${day}T00:00:00`, supplier.zone)
  if (start > now) throw new Refusal(`${day} has not come yet.`, 'on')
  const midday = new Date(min([addHours(start, 12), now]).getTime())
  if (po.sentAt && midday < po.sentAt && addHours(start, 24) <= po.sentAt)
    throw new Refusal(`${po.number} was sent to ${supplier.name} only later than ${day}.`, 'on')
  return midday
}
