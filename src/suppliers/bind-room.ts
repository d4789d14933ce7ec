import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { sure } from '../kernel/asking/preview.ts'
import { calledRoom } from '../kernel/asking/room.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { list } from '../kernel/words/text.ts'
import { findSupplier } from './find-supplier.ts'
import { takeRoom } from './take-room.ts'

export const BindRoom = z.object({
  supplier: z.string().min(1),
  room: Named,
  /** Where the supplier has other rooms: all of them get what is new, or this one alone. */
  gets: z.enum(['both', 'alone']).optional(),
  sure,
  /** What `lookAtRoom` found. */
  isPublic: z.boolean().optional(),
  lacks: z.string().nullable().optional(),
})

/** Binds a channel to a supplier: its orders are posted there, and only its contacts and staff may act there. */
export async function bindRoom(verb: Verb, input: z.infer<typeof BindRoom>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const again = { command: 'supplier.room', input: { supplier: supplier.id, room: input.room } }
  const taken = await takeRoom(verb, { ...input, supplier, again })
  if ('asks' in taken) return taken.asks
  const { room, isNew, others } = taken
  const posted =
    room.quietAt && !input.gets ? 'What is new is posted elsewhere.' : 'Its purchase orders are posted there.'
  const alone = input.gets === 'alone' && others.length > 0
  const quiet = alone ? ` ${list(others.map(calledRoom))} keeps what it shows, and gets nothing new.` : ''
  return { text: `#${room.name} is ${supplier.name}’s room${isNew ? ' now' : ' already'}. ${posted}${quiet}` }
}
