import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { count } from '../kernel/words/text.ts'
import { readingQueueOf, takeReported } from '../reconciliations/walk-store.ts'
import { findStore } from '../stores/find-store.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { EARLIER_DAYS, findEarlierParcels, MOST_EARLIER } from './find-earlier-parcels.ts'
import { fulfilmentOf } from './fulfil-order.ts'

type Parts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/** Reads the orders at a newly connected store whose parcels it has never heard of, and has the rest written there. */
export function tellEarlier({ db, ask, linked, now }: Parts): TaskKind {
  return {
    async run({ subject: store, signal }) {
      const found = await linked(store)
      if (!found?.storefront.fulfil) return
      for (const { externalId } of (await findEarlierParcels(db, store, now())).slice(0, MOST_EARLIER)) {
        if (signal.aborted) throw new Error('Waybill stops')
        const told = await found.storefront.readOrder?.(found.link, externalId)
        if (told) await takeReported(ask, found.link, [told])
      }
      await ask('store.tell-earlier', { store }, waybill)
    },
  }
}

/** What is owed to a store that is newly connected. */
export const earlierOf = (store: string) => ({
  ...{ name: 'store.tell-earlier', subject: store, queue: readingQueueOf(store) },
})

export const TellEarlier = z.object({ store: z.uuid() })

/** Owes a store the parcels that were recorded shortly before it was connected, where it shows their orders as not shipped. */
export async function oweEarlierParcels(verb: Verb, input: z.infer<typeof TellEarlier>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  const found = await findEarlierParcels(verb.db, store.id, verb.now)
  const all = found.slice(0, MOST_EARLIER)
  for (const { id } of all) await verb.owe(fulfilmentOf(id, store.id))
  const parcels = all.reduce((sum, one) => sum + one.parcels, 0)
  const told = { orders: all.length, parcels, days: EARLIER_DAYS, more: found.length > all.length }
  if (parcels > 0) await verb.record('store.earlier_parcels', store.id, { name: store.name, ...told })
  return { text: `${count(parcels, 'parcel')} to write.` }
}
