import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { queueOf } from '../stores/link-store.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { oweReading, readAtStore } from '../stores/read-at-store.ts'

export const ReadReturn = z.object({
  store: z.string().min(1),
  /** The store's own id of the return. */
  return: z.string().min(1).max(200),
})

/** Has a return read at its store, which said that something about it is new. */
export async function askToRead(verb: Verb, { store, return: id }: z.infer<typeof ReadReturn>): Promise<Outcome> {
  const name = await oweReading(verb, 'return.read', { store, id }, queueOf)
  return { text: `I am reading that return of ${name}.` }
}

/** Reads a return at its store as it is then, so the order of webhooks doesn't matter. */
export const readReturn = ({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind =>
  readAtStore(linked, async ({ storefront, link }, id) => {
    const told = await storefront.readReturn?.(link, id)
    if (told) await ask('return.mirror', { store: link.store, told }, { side: 'system', name: link.name })
  })
