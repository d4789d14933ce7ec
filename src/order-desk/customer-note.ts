import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { heldBecause } from '../conversations/hold-back.ts'
import { personalDataIn } from '../conversations/personal-data.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { loadOrder, shipToOf } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

export const SendCustomerNote = z.object({ order: z.string().min(1) })

/** Staff let the suppliers of an order read what its customer wrote; each is sent it once, as it is now. */
export async function sendCustomerNote(verb: Verb, input: z.infer<typeof SendCustomerNote>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  const note = await sendableNote(verb, order)
  const unsent = and(eq(purchaseOrders.orderId, order.id), isNull(purchaseOrders.customerNote))
  const open = (await verb.db.select().from(purchaseOrders).where(unsent)).filter(po => isLive(po) && po.sentAt)
  if (open.length === 0)
    throw new Refusal(`No supplier of order ${order.number} is left to send the customer’s note to.`)
  const ids = open.map(({ id }) => id)
  await verb.db.update(purchaseOrders).set({ customerNote: note }).where(among(purchaseOrders.id, ids))
  for (const { id, number } of open)
    await verb.record('purchase_order.noted', id, { orderId: order.id, number, from: 'customer', note })
  return { text: `The customer’s note was sent with ${list(open.map(({ number }) => number).toSorted())}.` }
}

/**
 * What the customer of an order wrote, for a supplier to read.
 * @throws Refusal where they wrote nothing, or wrote their street, phone or e-mail
 */
export async function sendableNote(verb: Verb, { id, number, customerNote }: Order): Promise<string> {
  if (!customerNote) throw new Refusal(`The customer of order ${number} wrote no note.`, 'customerNote')
  const shipTo = await shipToOf(verb.db, id)
  const names = shipTo ? personalDataIn(customerNote, shipTo) : []
  if (names.length === 0) return customerNote
  throw new Refusal(
    `The customer’s note includes ${heldBecause(names)}, so it isn’t sent. Write what the supplier needs: /po note ${number}-A …`,
    'customerNote',
  )
}
