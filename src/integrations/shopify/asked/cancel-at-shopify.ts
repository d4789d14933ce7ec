import { setTimeout } from 'node:timers/promises'
import { Later } from '../../../kernel/shapes/chat.ts'
import type { StoreCancellation } from '../../../kernel/shapes/storefront.ts'
import { Refusal, RefusedThere } from '../../../kernel/words/refusal.ts'
import { cut } from '../../../kernel/words/text.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import { CANCEL_ORDER, CANCELLED_AT, JOB } from '../admin/documents/money.ts'
import { gid } from '../fulfilling/gid.ts'

const LOOKS = 8
/** Between two looks at the job, ms, and until it is looked at again where that was not enough. */
const BETWEEN = 500
const PUT_OFF = 10_000

/**
 * Cancels an order at the store, which can't be taken back; what is cancelled already stays so.
 * @throws Later while Shopify is at it, Refusal with its words.
 */
export async function cancelAtShopify(admin: Admin, asked: StoreCancellation): Promise<void> {
  const id = gid('Order', asked.order)
  if (await isCancelled(admin, id)) return
  const { reason, refund, notify, note } = asked
  const cancel = { id, reason: reason.toUpperCase(), refund, notify, note: cut(note, 255) }
  const begun = await admin.change(CANCEL_ORDER, cancel).catch(async error => {
    if (!(error instanceof Declined)) throw error
    if (await isCancelled(admin, id)) return null
    throw new RefusedThere(`Shopify doesn’t cancel it: ${error.message}`)
  })
  if (begun?.job) await finished(admin, begun.job.id)
  if (!(await isCancelled(admin, id))) throw new Later(PUT_OFF, 'Shopify has not finished cancelling it.')
}

async function finished(admin: Admin, id: string): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const { job } = await admin.ask(JOB, { id })
    if (!job || job.done) return
    await setTimeout(BETWEEN)
  }
}

async function isCancelled(admin: Admin, id: string): Promise<boolean> {
  const { order } = await admin.ask(CANCELLED_AT, { id })
  if (!order) throw new Refusal('Shopify has no such order any more.')
  return order.cancelledAt !== null
}
