import { and, eq, inArray } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind, Work } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { FulfilmentSteps } from '../kernel/shapes/storefront.ts'
import { queueOf } from '../stores/link-store.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { linkedOrder } from './linked-order.ts'
import { loadOrderToFulfil } from './order-to-fulfil.ts'
import { fulfilments } from './tables.ts'

const HOUR = 3_600_000

type Parts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/** Tells an order's store which parcels there are: brings it to what is recorded here, however often it is run. */
export function fulfilOrder({ db, ask, linked, now }: Parts): TaskKind {
  return {
    reportAfter: HOUR,
    async run(work) {
      const found = await linkedOrder(db, linked, work.subject)
      if (!found?.storefront.fulfil) return
      const { order, link } = found
      const wanted = await loadOrderToFulfil(db, order)
      const steps = stepsOf(db, work, order.id, now)
      const { elsewhere } = await found.storefront.fulfil(link, wanted, steps)
      const told = wanted.parcels.map(({ id, number }) => ({ shipment: id, number }))
      await ask('fulfilment.settle', { order: order.id, told, elsewhere }, waybill)
    },
    async report({ subject: order, why, since }) {
      await ask('fulfilment.report', { order, why, since }, waybill)
    },
  }
}

function stepsOf(db: Db, work: Work, orderId: string, now: () => Date): FulfilmentSteps {
  const mine = (externalId: string) => and(eq(fulfilments.orderId, orderId), eq(fulfilments.externalId, externalId))
  return {
    async intend(parcels) {
      for (const shipmentId of parcels)
        await db.insert(fulfilments).values({ shipmentId, orderId, intendedAt: now() }).onConflictDoNothing()
      work.mustHold()
    },
    async holds({ id: externalId, parcels }) {
      const known = { externalId, orderId }
      for (const shipmentId of parcels)
        await db
          .insert(fulfilments)
          .values({ ...known, shipmentId, intendedAt: now() })
          .onConflictDoUpdate({ target: fulfilments.shipmentId, set: known })
      const gone = (await db.select().from(fulfilments).where(mine(externalId)))
        .map(one => one.shipmentId)
        .filter(one => !parcels.includes(one))
      if (gone.length > 0) await db.delete(fulfilments).where(inArray(fulfilments.shipmentId, gone))
    },
    async ended(id) {
      await db.delete(fulfilments).where(mine(id))
    },
  }
}

/** What is owed when an order's parcels changed. */
export const fulfilmentOf = (order: string, store: string) => ({
  name: 'order.fulfil',
  subject: order,
  queue: queueOf(store),
})
