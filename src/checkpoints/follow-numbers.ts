import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { lockNumbers } from './keep-scans.ts'
import { settleParcels } from './settle-parcels.ts'

export const FollowNumbers = z.object({ numbers: z.array(z.string()).min(1) })

/** Brings parcels to where they stand by what was said before their number was recorded. */
export async function followNumbers(verb: Verb, { numbers }: z.infer<typeof FollowNumbers>): Promise<Outcome> {
  await lockNumbers(verb.db, numbers)
  await settleParcels(verb, numbers)
  return { text: 'They are where their carriers say.' }
}
