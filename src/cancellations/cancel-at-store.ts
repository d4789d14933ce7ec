import { linkedOrder } from '../fulfilments/linked-order.ts'
import { isRefusedForGood } from '../fulfilments/tell-besides.ts'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { askedCancellation } from './asked-cancellation.ts'

const MINUTE = 60_000

type Parts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/** Cancels an order at its store, as staff asked; a store that cancelled it already is left as it is. */
export function cancelAtStore({ db, ask, linked, now }: Parts): TaskKind {
  return {
    reportAfter: MINUTE,
    async run(work) {
      const { subject, mustHold } = work
      const found = await linkedOrder(db, linked, subject)
      const asked = await askedCancellation(db, subject)
      if (!found?.storefront.cancel || !asked) return
      const { order, storefront, link } = found
      mustHold()
      const cancellation = {
        ...({ order: order.externalId, reason: 'other', refund: asked.refund !== null } as const),
        ...{ notify: link.notifiesCustomers, note: order.cancelReason ?? '' },
      }
      try {
        await storefront.cancel?.(link, cancellation)
      } catch (error) {
        if (!isRefusedForGood(error, work)) throw error
        return void (await ask('cancellation.report', { order: order.id, why: error.message, since: now() }, waybill))
      }
      await ask('cancellation.settle', { order: order.id }, waybill)
    },
    async report({ subject: order, why, since }) {
      await ask('cancellation.report', { order, why, since }, waybill)
    },
  }
}
