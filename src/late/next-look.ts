import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { nextNotice } from './notice.ts'
import { notYetNotified } from './notify/due.ts'
import { readMilestones } from './read-milestones.ts'
import { saveNextLooks } from './save-next-looks.ts'

export const SetNextLook = z.object({ purchaseOrder: z.uuid() })

/**
 * Sets when the clock has next to look at a purchase order, after something happened to it. Its order must be locked.
 * What fell due a moment ago and no sweep has seen yet stays due.
 */
export async function setNextLook({ db, now }: Verb, input: z.infer<typeof SetNextLook>): Promise<Outcome> {
  const watched = await readMilestones(db, [input.purchaseOrder])
  for (const [{ po, milestones, calendar }, untold] of await notYetNotified(db, watched, now)) {
    const next = untold[0] ?? nextNotice(milestones, calendar, now)
    await saveNextLooks(db, new Map([[po.id, next?.at ?? null]]))
  }
  return { text: 'Watched.' }
}
