import type { Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { findConnected } from './find-connected.ts'
import type { LinkedStore, LinkedStores } from './linked-store.ts'

/**
 * Owes the reading of one thing at its store, which said that it is new and not how it is.
 * @param id the store's own. @param queueOf which queue of the store it waits in.
 * @returns what the store is called. @throws Refusal where it isn't connected.
 */
export async function oweReading(
  verb: Verb,
  name: string,
  { store: named, id }: { store: string; id: string },
  queueOf: (store: string) => string,
): Promise<string> {
  const { store } = await findConnected(verb.db, named)
  await verb.owe({ name, subject: `${store.id} ${id}`, queue: queueOf(store.id) })
  return store.name
}

/** Reads what was owed so, while its store is connected. */
export function readAtStore(linked: LinkedStores, read: (found: LinkedStore, id: string) => Promise<void>): TaskKind {
  return {
    async run({ subject }) {
      const [store = '', ...id] = subject.split(' ')
      const found = await linked(store)
      if (found) await read(found, id.join(' '))
    },
  }
}
