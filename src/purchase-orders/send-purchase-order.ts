import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { supplierRooms } from '../kernel/asking/room.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { mustNotBeRefunded } from '../orders/gate.ts'
import { dueTimes } from './due-times.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from './load-purchase-order.ts'
import { canMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'
import { followOrder } from './write-record.ts'

export const SendPurchaseOrder = z.object({ purchaseOrder: z.string().min(1) })

/** Sends a draft that waited for a room, or for a hold to end. */
export async function sendPurchaseOrder(verb: Verb, input: z.infer<typeof SendPurchaseOrder>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po, order, supplier } = loaded
  if (order.heldAt)
    throw new Refusal(`Order ${order.number} is on hold. Release it first: /order release ${order.number}`)
  mustNotBeRefunded(order)
  if (!canMovePurchaseOrder(po, 'send')) throw new Refusal(`${po.number} was sent already.`)
  await followOrder(verb.db, po, order)
  if (!(await send(verb, loaded))) throw new Refusal(`${supplier.name} has no room yet. Bind one with /supplier room.`)
  return { text: `${po.number} went to ${supplier.name}.` }
}

/** Sends a draft if its supplier has a room to read it in; its clocks start now, under the terms in force. */
export async function send(verb: Verb, loaded: LoadedPurchaseOrder): Promise<boolean> {
  const { po, order, supplier } = loaded
  const rooms = await supplierRooms(verb.db, supplier.id)
  if (rooms.length === 0) return false
  const sent = { sentAt: verb.now, ...(await dueTimes(verb.db, loaded, verb.now)) }
  await verb.db.update(purchaseOrders).set(sent).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.sent', po.id, { orderId: order.id, number: po.number, supplierId: supplier.id })
  return true
}
