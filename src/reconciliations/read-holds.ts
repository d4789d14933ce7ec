import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { UNKNOWN } from '../orders/mirror-hold.ts'
import { findConnected } from '../stores/find-connected.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { readingQueueOf } from './walk-store.ts'

export const ReadHolds = z.object({
  store: z.string().min(1),
  /** The store's own id of what is held or released there, which is a part of an order. */
  part: z.string().min(1).max(200),
})

/** Has the holds of an order read at its store, which said that one of its parts was held or released. */
export async function askForHolds(verb: Verb, { store: named, part }: z.infer<typeof ReadHolds>): Promise<Outcome> {
  const { store } = await findConnected(verb.db, named)
  await verb.owe({ name: 'store.read-holds', subject: `${store.id} ${part}`, queue: readingQueueOf(store.id) })
  return { text: `I am reading what ${store.name} holds.` }
}

/** Reads how an order is held at its store, and follows that: late, double and mixed-up webhooks change nothing. */
export function readHolds({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind {
  return {
    async run({ subject }) {
      const [store = '', ...part] = subject.split(' ')
      const found = await linked(store)
      const there = await found?.storefront.readHolds?.(found.link, part.join(' '))
      if (!found || !there) return
      const by: Actor = { side: 'system', name: found.link.name }
      const mirror = () => ask('order.mirror-hold', { store, ...there }, by)
      if ((await mirror()).outcome !== UNKNOWN || there.holds.length === 0) return
      // Held as soon as it was placed: the webhook of the order itself may still be on its way.
      const told = await found.storefront.readOrder?.(found.link, there.order)
      if (!told || !('order' in told)) return
      await ask('order.receive-many', { orders: [told.order] }, by)
      await mirror()
    },
  }
}
