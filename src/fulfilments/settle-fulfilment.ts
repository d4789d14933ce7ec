import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { fulfilledOrders, fulfilments } from './tables.ts'

export const SettleFulfilment = z.object({
  order: z.string(),
  told: z.array(z.object({ shipment: z.string(), number: z.string() })),
  elsewhere: z.array(z.string()),
})

/** Notes that the store of an order holds exactly these parcels of ours. */
export async function settleFulfilment(verb: Verb, input: z.infer<typeof SettleFulfilment>): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, input.order)
  const known = await verb.db.select().from(fulfilments).where(eq(fulfilments.orderId, order.id))
  const toldBefore = (shipment: string) => known.find(one => one.shipmentId === shipment)?.number ?? null
  const news = input.told.filter(({ shipment, number }) => toldBefore(shipment) !== number)
  const wanted = new Set(input.told.map(one => one.shipment))
  const gone = known.filter(one => !wanted.has(one.shipmentId))
  for (const { shipment, number } of news)
    await verb.db.update(fulfilments).set({ number, toldAt: verb.now }).where(eq(fulfilments.shipmentId, shipment))
  if (gone.length > 0)
    await verb.db.delete(fulfilments).where(
      inArray(
        fulfilments.shipmentId,
        gone.map(one => one.shipmentId),
      ),
    )
  const before = await noteSettled(verb, order.id, input.elsewhere)
  const named = { number: order.number, store: store.name }
  const lost = gone.flatMap(({ number }) => number ?? [])
  if (news.length > 0 || lost.length > 0 || before?.failingSince)
    await verb.record('fulfilment.told', order.id, { ...named, trackings: news.map(one => one.number), gone: lost })
  if (input.elsewhere.length > 0 && input.elsewhere.join('\n') !== before?.elsewhere.join('\n'))
    await verb.record('fulfilment.found_elsewhere', order.id, { ...named, what: input.elsewhere })
  return { text: `${store.name} holds exactly what is recorded for ${order.number}.` }
}

async function noteSettled({ db, now }: Verb, orderId: string, elsewhere: readonly string[]) {
  const [before] = await db.select().from(fulfilledOrders).where(eq(fulfilledOrders.orderId, orderId))
  const state = { elsewhere, toldAt: now, failingSince: null, why: null }
  await db
    .insert(fulfilledOrders)
    .values({ orderId, ...state })
    .onConflictDoUpdate({ target: fulfilledOrders.orderId, set: state })
  return before
}

export async function orderAndStore({ db }: Verb, id: string) {
  const [found] = await db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(eq(orders.id, id))
  if (!found) throw new Error(`there is no order ${id}`)
  return found
}
