import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { ALL, markPerson } from '../erasures/mark.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { findOrderId, loadOrder } from '../orders/load-order.ts'
import { ordersOfCustomer } from '../orders/orders-of-customer.ts'
import type { Order } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { eraseOrder } from './erase-order.ts'

const sure = z.enum(['yes']).optional()
export const EraseOrder = z.object({ order: z.string().min(1), sure })
export const EraseCustomer = z.object({ email: z.string().trim().min(3), sure })

/** Erases all that is known of an order's customer; the order itself, its numbers and its money stay. */
export async function eraseThisOrder(verb: Verb, input: z.infer<typeof EraseOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  mustBeLeft([order], `The customer’s data of order ${order.number} is erased already.`)
  mustBeSure(input.sure, await whatGoes(verb.db, [order]))
  return erase(verb, [order])
}

/** The same for all orders of an e-mail address, in all stores; what they bought until now is not known as theirs again. */
export async function eraseCustomer(verb: Verb, input: z.infer<typeof EraseCustomer>): Promise<Outcome> {
  const found = await ordersOfCustomer(verb.db, input.email)
  mustBeLeft(
    found.map(({ order }) => order),
    'No order here has that e-mail address.',
  )
  const orders = found.map(({ order }) => order)
  mustBeSure(input.sure, await whatGoes(verb.db, orders))
  const phones = new Set(found.map(({ phone }) => phone))
  for (const store of new Set(found.map(({ store }) => store)))
    for (const phone of phones) await markPerson(verb, { store, why: 'asked', ...ALL }, { email: input.email, phone })
  return erase(verb, orders)
}

/** What its form says first. */
export async function warnOfErasing(db: Reads, _actor: Actor, known: Readonly<Record<string, unknown>>) {
  if (typeof known.order !== 'string') return null
  return whatGoes(db, [{ id: await findOrderId(db, known.order) }])
}

function mustBeLeft(orders: readonly Order[], otherwise: string): void {
  if (!orders.some(one => !one.erasedAt || !one.wordsErasedAt)) throw new Refusal(otherwise)
}

function mustBeSure(said: 'yes' | undefined, what: string): void {
  if (said !== 'yes') throw new Refusal(`${what} To go on, write sure:yes.`, 'sure')
}

/** Also what its suppliers could not do any more. */
async function whatGoes(db: Reads, orders: readonly Pick<Order, 'id'>[]): Promise<string> {
  const waiting: string[] = []
  for (const { id } of orders) {
    const own = await db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, id))
    waiting.push(...own.filter(po => isLive(po) && !po.shippedAt).map(({ number }) => number))
  }
  const open =
    waiting.length > 0
      ? ` ${list(waiting)} ${waiting.length === 1 ? 'has' : 'have'} not shipped, and nobody will know where to.`
      : ''
  return `Name, address, phone, e-mail, notes, messages and files of ${count(orders.length, 'order')} go for good.${open}`
}

async function erase(verb: Verb, orders: readonly Order[]): Promise<Outcome> {
  let [fields, files] = [0, 0]
  for (const { id } of orders.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const gone = await eraseOrder(verb, { order: id, parts: ['address', 'words'], why: 'asked' })
    fields += gone.fields
    files += gone.files
  }
  const numbers = list(orders.map(({ number }) => number))
  return {
    text: `The customer’s data of ${orders.length === 1 ? 'order' : 'orders'} ${numbers} is erased: ${count(fields, 'field')} and ${count(files, 'file')}. What people wrote themselves in Slack or Discord stays there until they delete it.`,
    outcome: 'erased',
  }
}
