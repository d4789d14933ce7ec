import type { Admin } from '../admin/client.ts'
import { SET_DEADLINE } from '../admin/documents/fulfilment-orders.ts'
import { gid } from '../fulfilling/gid.ts'
import { readWaiting } from '../fulfilling/read-waiting.ts'

/** Says at the store by when what waits of an order should be shipped. What has that deadline already is left alone. */
export async function setDeadline(admin: Admin, order: string, shipBy: Date): Promise<void> {
  const waiting = await readWaiting(admin, gid('Order', order))
  const deadline = `${shipBy.toISOString().slice(0, 19)}Z`
  const others = waiting.filter(({ fulfillBy }) => !fulfillBy || Date.parse(fulfillBy) !== Date.parse(deadline))
  const ids = others.filter(({ lineItems }) => lineItems.nodes.some(line => line.requiresShipping)).map(({ id }) => id)
  if (ids.length > 0) await admin.change(SET_DEADLINE, { ids, deadline })
}
