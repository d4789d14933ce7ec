import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { ALL, markOrders, markPerson, markStore } from '../erasures/mark.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { IncomingOrder } from '../orders/incoming-order.ts'
import { orders } from '../orders/tables.ts'
import { findKnownStore } from '../stores/find-store.ts'
import { SweepCustomers, sweepCustomers } from './sweep-customers.ts'

const { store } = IncomingOrder.shape
const ids = z.array(IncomingOrder.shape.externalId).max(5_000)

export const RedactStore = z.object({ store })
export const RedactCustomer = z.object({
  store,
  orders: ids,
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export const RequestData = z.object({ store, orders: ids, request: z.string().nullable() })

/**
 * The store asks that a customer’s data be erased: of these orders, and of all that they bought there until now. The first
 * goes at once, what is more within minutes.
 */
export async function redactCustomer(verb: Verb, input: z.infer<typeof RedactCustomer>): Promise<Outcome> {
  const marking = { store: await keyOf(verb, input.store), why: 'store', ...ALL } as const
  const named = input.orders.map(externalId => ({ externalId, number: null }))
  await markOrders(verb, marking, named)
  await markPerson(verb, marking, input)
  await sweepCustomers(verb, SweepCustomers.parse({}))
  return { text: 'The customer’s data is erased.', outcome: 'erased' }
}

/** The store asks that all its data be erased: what is older never brings it back. */
export async function redactStore(verb: Verb, input: z.infer<typeof RedactStore>): Promise<Outcome> {
  await markStore(verb, { store: await keyOf(verb, input.store), why: 'store', ...ALL })
  await sweepCustomers(verb, SweepCustomers.parse({}))
  return { text: 'The store’s customers’ data is erased.', outcome: 'erased' }
}

/** A customer asks the store for their data: staff are notified, by the numbers of the orders. */
export async function requestData(verb: Verb, input: z.infer<typeof RequestData>): Promise<Outcome> {
  const known = await findKnownStore(verb.db, input.store)
  const found = known
    ? await verb.db
        .select({ id: orders.id, number: orders.number })
        .from(orders)
        .where(and(eq(orders.storeId, known.id), inArray(orders.externalId, input.orders)))
        .orderBy(orders.placedAt)
    : []
  const data = { store: known?.name ?? input.store.name, orders: found, unknown: input.orders.length - found.length }
  await verb.record('customer.data_requested', input.request ?? input.store.key, data)
  return { text: 'Staff are notified.', outcome: 'noted' }
}

async function keyOf({ db }: Verb, told: z.infer<typeof store>): Promise<string> {
  return (await findKnownStore(db, told))?.key ?? told.key
}
