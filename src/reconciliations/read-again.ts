import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { findConnected } from '../stores/find-connected.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { readingQueueOf, takeReported } from './walk-store.ts'

export const ReadAgain = z.object({
  store: z.string().min(1),
  /** The store's own id of the order. */
  order: z.string().min(1).max(200),
})

/** Has one order read again at its store, which said that it changed and not how. */
export async function readAgain(verb: Verb, { store: named, order }: z.infer<typeof ReadAgain>): Promise<Outcome> {
  const { store } = await findConnected(verb.db, named)
  const task = { name: 'store.read-order', subject: `${store.id} ${order}`, queue: readingQueueOf(store.id) }
  await verb.owe(task)
  return { text: `I am reading that order of ${store.name}.` }
}

/** Reads an order at its store, and takes it as it is now. */
export function readOrderAtStore({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind {
  return {
    async run({ subject }) {
      const [store = '', ...order] = subject.split(' ')
      const found = await linked(store)
      const told = await found?.storefront.readOrder?.(found.link, order.join(' '))
      if (found && told) await takeReported(ask, found.link, [told])
    },
  }
}
