import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { findConnected } from '../stores/find-connected.ts'
import { queueOf } from '../stores/link-store.ts'
import type { LinkedStores } from '../stores/linked-store.ts'

export const ReadReturn = z.object({
  store: z.string().min(1),
  /** The store's own id of the return. */
  return: z.string().min(1).max(200),
})

/** Has a return read at its store, which said that something about it is new. */
export async function askToRead(verb: Verb, input: z.infer<typeof ReadReturn>): Promise<Outcome> {
  const { store } = await findConnected(verb.db, input.store)
  await verb.owe({ name: 'return.read', subject: `${store.id} ${input.return}`, queue: queueOf(store.id) })
  return { text: `I am reading that return of ${store.name}.` }
}

/** Reads a return at its store as it is then, so the order of webhooks doesn't matter. */
export function readReturn({ ask, linked }: { ask: Ask; linked: LinkedStores }): TaskKind {
  return {
    async run({ subject }) {
      const [store = '', ...id] = subject.split(' ')
      const found = await linked(store)
      const told = await found?.storefront.readReturn?.(found.link, id.join(' '))
      if (found && told) await ask('return.mirror', { store, told }, { side: 'system', name: found.link.name })
    },
  }
}
