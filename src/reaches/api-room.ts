import type { Verb } from '../kernel/asking/command.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { takeRoom } from '../suppliers/take-room.ts'
import { API_CHAT } from './open-keys.ts'

/** The room of a supplier's systems, made where there is none yet: from then on the supplier is reached by the API. */
export async function openApiRoom(verb: Verb, supplier: Supplier): Promise<void> {
  // Staff have just said so: nothing is left to ask.
  const said: Verb = { ...verb, actor: { side: 'system', name: verb.actor.name } }
  const room = { chat: API_CHAT, id: supplier.id, name: 'API' }
  const again = { command: 'supplier.reach', input: { supplier: supplier.id, kind: API_CHAT } }
  await takeRoom(said, { supplier, room, reached: true, again })
}
