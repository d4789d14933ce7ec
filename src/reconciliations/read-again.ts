import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { oweReading, readAtStore } from '../stores/read-at-store.ts'
import { readingQueueOf, takeReported } from './walk-store.ts'

export const ReadAgain = z.object({
  store: z.string().min(1),
  /** The store's own id of the order. */
  order: z.string().min(1).max(200),
})

/** Has one order read again at its store, which said that it changed and not how. */
export async function readAgain(verb: Verb, { store, order: id }: z.infer<typeof ReadAgain>): Promise<Outcome> {
  const name = await oweReading(verb, 'store.read-order', { store, id }, readingQueueOf)
  return { text: `I am reading that order of ${name}.` }
}

/** Reads an order at its store, and takes it as it is now. */
export const readOrderAtStore = ({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind =>
  readAtStore(linked, async ({ storefront, link }, order) => {
    const told = await storefront.readOrder?.(link, order)
    if (told) await takeReported(ask, link, [told])
  })
