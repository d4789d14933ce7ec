import type { Fulfilled, FulfilmentSteps, OrderToFulfil } from '../../../kernel/shapes/storefront.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { Admin } from '../admin/client.ts'
import { cancelRemoved } from './cancel-removed.ts'
import { correctNumbers } from './correct-numbers.ts'
import { type FulfilmentRun, heldNow } from './fulfilment-run.ts'
import { gid } from './gid.ts'
import { readShipped } from './read-shipped.ts'
import { settleParcel } from './settle-parcel.ts'

/**
 * Brings a store's fulfilments of an order to what is wanted, by reading before each write. Shopify makes a fulfilment twice
 * when it is asked twice, so that each is intended before it is asked for, and looked for before it is asked for again.
 * @throws Refusal where people must set something right first; else as the client, and then it is run again.
 */
export async function fulfilAtShopify(
  admin: Admin,
  notify: boolean,
  order: OrderToFulfil,
  steps: FulfilmentSteps,
): Promise<Fulfilled> {
  const id = gid('Order', order.externalId)
  const live = await readShipped(admin, id)
  if (!live) throw new Refusal(`Shopify has no order ${order.number} any more.`)
  const run: FulfilmentRun = { admin, notify, order, id, steps, live, held: heldNow(order), elsewhere: [] }
  await cancelRemoved(run)
  for (const parcel of order.parcels) {
    await settleParcel(run, parcel)
    await correctNumbers(run, parcel)
  }
  return { elsewhere: run.elsewhere }
}
