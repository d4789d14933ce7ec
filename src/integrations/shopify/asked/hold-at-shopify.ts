import type { HeldByOthers, StoreHold } from '../../../kernel/shapes/storefront.ts'
import { cut } from '../../../kernel/words/text.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import { type FulfilmentOrder, HOLD, type Hold, ORDER_OF, RELEASE_HOLD } from '../admin/documents/fulfilment-orders.ts'
import { gid, numberOf } from '../fulfilling/gid.ts'
import { readWaiting } from '../fulfilling/read-waiting.ts'

/** By it a hold is known as ours: it is unique for each app and fulfilment order. */
const HANDLE = 'waybill'

/** Holds at the store what waits of an order. What we hold already is left alone. */
export async function holdAtShopify(admin: Admin, order: string, { reason, note }: StoreHold): Promise<void> {
  for (const one of await readWaiting(admin, gid('Order', order))) {
    const may = one.supportedActions.some(({ action }) => action === 'HOLD')
    if (!may || ours(one).length > 0) continue
    const hold = { reason: reason.toUpperCase(), reasonNotes: cut(note, 250), handle: HANDLE }
    await admin.change(HOLD, { id: one.id, hold }).catch(error => {
      if (!(error instanceof Declined) || !error.has('DUPLICATE_FULFILLMENT_HOLD_HANDLE')) throw error
    })
  }
}

/** Releases what we held, and none of the holds of others. */
export async function releaseAtShopify(admin: Admin, order: string): Promise<void> {
  for (const one of await readWaiting(admin, gid('Order', order))) {
    const holds = ours(one)
    if (holds.length > 0) await admin.change(RELEASE_HOLD, { id: one.id, holds })
  }
}

/** How others hold what waits of the order that this fulfilment order is of; null where that is gone. */
export async function readHoldsOfOthers(admin: Admin, part: string): Promise<HeldByOthers | null> {
  const { fulfillmentOrder } = await admin.ask(ORDER_OF, { id: gid('FulfillmentOrder', part) })
  if (!fulfillmentOrder) return null
  const waiting = await readWaiting(admin, fulfillmentOrder.orderId)
  const holds = waiting.flatMap(one => one.fulfillmentHolds.filter(hold => !isOurs(hold)).map(asStoreHold))
  return { order: numberOf(fulfillmentOrder.orderId), holds }
}

/** A reason that we don't know, such as that of an offer after checkout, is shown in Shopify's own words. */
function asStoreHold({ reason, reasonNotes, displayReason }: Hold): HeldByOthers['holds'][number] {
  const known = REASONS.find(one => one === reason.toLowerCase())
  return { reason: known ?? 'other', note: reasonNotes || (known ? null : displayReason) }
}

const REASONS: readonly StoreHold['reason'][] = [
  'awaiting_payment',
  'awaiting_return_items',
  'high_risk_of_fraud',
  'incorrect_address',
  'inventory_out_of_stock',
  'unknown_delivery_date',
  'other',
]

const isOurs = (one: Hold) => one.heldByRequestingApp && one.handle === HANDLE
const ours = ({ fulfillmentHolds }: FulfilmentOrder): string[] => fulfillmentHolds.filter(isOurs).map(({ id }) => id)
