import type { StoreHold } from '../../../kernel/shapes/storefront.ts'
import { cut } from '../../../kernel/words/text.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import { type FulfilmentOrder, HOLD, RELEASE_HOLD } from '../admin/documents/fulfilment-orders.ts'
import { gid } from '../fulfilling/gid.ts'
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

const ours = ({ fulfillmentHolds }: FulfilmentOrder): string[] =>
  fulfillmentHolds.filter(one => one.heldByRequestingApp && one.handle === HANDLE).map(({ id }) => id)
