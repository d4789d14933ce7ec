import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { nextNotice } from './notice.ts'
import { untoldOf } from './notify/due.ts'
import { readStandings } from './read-milestones.ts'
import { setWatches } from './save-next-looks.ts'

export const Watch = z.object({ purchaseOrder: z.uuid() })

/**
 * Sets when the clock has next to look at a purchase order, after something happened to it. Its order must be locked.
 * What fell due a moment ago and no sweep has told of yet stays due.
 */
export async function watch({ db, now }: Verb, input: z.infer<typeof Watch>): Promise<Outcome> {
  const watched = await readStandings(db, [input.purchaseOrder])
  for (const [{ po, standing, calendar }, untold] of await untoldOf(db, watched, now)) {
    const next = untold[0] ?? nextNotice(standing, calendar, now)
    await setWatches(db, new Map([[po.id, next?.at ?? null]]))
  }
  return { text: 'Watched.' }
}
