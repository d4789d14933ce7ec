import { and, eq, notInArray } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import type { Storefront } from '../../kernel/shapes/storefront.ts'
import { sampleFulfilments } from './tables.ts'

/** A store of our own in the database, so that one can see what a connected store gets without having one. */
export function sampleStorefront(db: Db, now: () => Date): Storefront {
  return {
    read: () => ({ address: 'sample', secrets: {} }),
    look: async ({ name }) => ({ name, findings: [] }),
    async fulfil({ notifiesCustomers }, { externalId, number: orderNumber, parcels }, steps) {
      for (const { id: parcel, carrier, number, url, pieces } of parcels) {
        const id = `sample-${parcel}`
        const shown = { carrier: carrier.name, number, url, pieces }
        const at = now()
        await steps.intend([parcel])
        await db
          .insert(sampleFulfilments)
          .values({
            ...{ id, orderExternalId: externalId, orderNumber, parcel, ...shown },
            ...{ fulfilledAt: at, notifiedAt: notifiesCustomers ? at : null },
          })
          .onConflictDoUpdate({ target: sampleFulfilments.id, set: shown })
        await steps.holds({ id, parcels: [parcel] })
      }
      const wanted = parcels.map(({ id }) => id)
      const ofOrder = eq(sampleFulfilments.orderExternalId, externalId)
      const gone = wanted.length > 0 ? and(ofOrder, notInArray(sampleFulfilments.parcel, wanted)) : ofOrder
      const ended = await db.delete(sampleFulfilments).where(gone).returning({ id: sampleFulfilments.id })
      for (const { id } of ended) await steps.ended(id)
      return { elsewhere: [] }
    },
  }
}
