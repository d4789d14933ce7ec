import { eq } from 'drizzle-orm'
import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { orders } from '../orders/tables.ts'
import { storeLinks } from '../stores/tables.ts'
import { failedCard, toldCard } from './failed-card.ts'
import { fulfilmentOf } from './fulfil-order.ts'

/** Where the order's store is connected, it is owed the news. */
const tellStore: Reaction<'shipment.recorded' | 'shipment.corrected' | 'shipment.removed'> = async (
  speech,
  { data },
) => {
  const order = data.orderId
  const [linked] = await speech.read
    .select({ store: storeLinks.storeId })
    .from(orders)
    .innerJoin(storeLinks, eq(storeLinks.storeId, orders.storeId))
    .where(eq(orders.id, order))
  if (linked) await speech.owe(fulfilmentOf(order, linked.store))
}

const failed = (order: string) => ({ kind: 'fulfilment', subject: order })

/** What follows for what stores know of our parcels. */
export const fulfilmentReactions = {
  'shipment.recorded': [tellStore],
  'shipment.corrected': [tellStore],
  'shipment.removed': [tellStore],
  'fulfilment.told': [(speech, { about, data }) => speech.redraw(failed(about), toldCard(about, data))],
  'fulfilment.found_elsewhere': [],
  'fulfilment.failed': [
    async (speech, { about, data }) =>
      speech.post(failed(about), await speech.staffRooms('alerts'), failedCard(about, data)),
  ],
} satisfies OwnReactions
