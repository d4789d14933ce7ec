import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { UNKNOWN } from '../orders/mirror-hold.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { oweReading, readAtStore } from '../stores/read-at-store.ts'
import { readingQueueOf } from './walk-store.ts'

export const ReadHolds = z.object({
  store: z.string().min(1),
  /** The store's own id of what is held or released there, which is a part of an order. */
  part: z.string().min(1).max(200),
})

/** Has the holds of an order read at its store, which said that one of its parts was held or released. */
export async function askForHolds(verb: Verb, { store, part: id }: z.infer<typeof ReadHolds>): Promise<Outcome> {
  const name = await oweReading(verb, 'store.read-holds', { store, id }, readingQueueOf)
  return { text: `I am reading what ${name} holds.` }
}

/** Reads how an order is held at its store, and follows that: late, double and mixed-up webhooks change nothing. */
export const readHolds = ({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind =>
  readAtStore(linked, async ({ storefront, link }, part) => {
    const there = await storefront.readHolds?.(link, part)
    if (!there) return
    const by: Actor = { side: 'system', name: link.name }
    const mirror = () => ask('order.mirror-hold', { store: link.store, ...there }, by)
    if ((await mirror()).outcome !== UNKNOWN || there.holds.length === 0) return
    // Held as soon as it was placed: the webhook of the order itself may still be on its way.
    const told = await storefront.readOrder?.(link, there.order)
    if (!told || !('order' in told)) return
    await ask('order.receive-many', { orders: [told.order] }, by)
    await mirror()
  })
