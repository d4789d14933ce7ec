import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { leaveLink } from '../stores/disconnect-store.ts'
import { findStore } from '../stores/find-store.ts'
import { stores } from '../stores/tables.ts'
import { openOrdersOf } from './what-is-open.ts'

export const RemoveStore = z.object({ store: z.string().min(1), sure })

/** Takes a store off every list, disconnected; its orders go on. */
export async function removeStore(verb: Verb, input: z.infer<typeof RemoveStore>): Promise<Outcome> {
  const { id, name } = await findStore(verb.db, input.store)
  if (!input.sure) {
    const all = await verb.db.$count(orders, eq(orders.storeId, id))
    const open = await openOrdersOf(verb.db, id)
    return preview({
      title: `Remove ${name}?`,
      summary: `${name} has ${count(all, 'order')}, ${inFigures(open)} with something left to forward.`,
      affects: [
        'All its orders stay, with their numbers and the store’s name, and can be forwarded and finished.',
        'It is disconnected: nothing is read there, nothing is written there, and its customers get no e-mails from it.',
        'It forwards nothing by itself any more.',
        'If an order of this store comes in after all, the store is back.',
      ],
      ...{ label: `Remove ${name}`, command: 'store.remove', input: { store: id } },
    })
  }
  await leaveLink(verb, { id, name })
  await verb.db.update(stores).set({ removedAt: verb.now, autoForwardAt: null }).where(eq(stores.id, id))
  await verb.record('store.removed', id, { name })
  return { text: `${name} is removed. Its orders stay here.` }
}
