import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { nextNotice } from './notice.ts'
import { notYetNotified } from './notify/due.ts'
import { readMilestones } from './read-milestones.ts'
import { saveNextLooks } from './save-next-looks.ts'

export const SetNextLook = z.object({ purchaseOrders: z.array(z.uuid()) })

/**
 * Sets when the clock has next to look at purchase orders, after something happened to them. Their orders must be locked.
 * What fell due a moment ago and no sweep has seen yet stays due.
 */
export async function setNextLook({ db, now }: Verb, input: z.infer<typeof SetNextLook>): Promise<Outcome> {
  const watched = await readMilestones(db, input.purchaseOrders)
  const next = [...(await notYetNotified(db, watched, now))].map(([{ po, milestones, calendar }, untold]) => {
    const first = untold[0] ?? nextNotice(milestones, calendar, now)
    return [po.id, first?.at ?? null] as const
  })
  await saveNextLooks(db, new Map(next))
  return { text: 'Watched.' }
}
