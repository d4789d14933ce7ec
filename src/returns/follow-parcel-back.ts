import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf, loadCase } from '../cases/load-case.ts'
import { standingSince } from '../checkpoints/find-standings.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { timesOf } from './load-return.ts'
import { receiveReturn } from './receive-return.ts'
import { canMoveReturn } from './return.ts'
import { returns } from './tables.ts'

export const FollowParcelBack = z.object({ case: z.uuid() })

/** Brings a return to where its parcel is by what the carrier said: scanned for the first time, or back at the supplier. */
export async function followParcelBack(verb: Verb, input: z.infer<typeof FollowParcelBack>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [row] = await verb.db.select().from(returns).where(eq(returns.caseId, one.id))
  if (!row?.tracking || one.closedAt) return { text: 'It has no parcel to follow.', outcome: 'unchanged' }
  const { acceptedAt, deliveredAt } = await standingSince(verb.db, row.tracking, one.openedAt)
  if (acceptedAt && !row.scannedAt) {
    await verb.db.update(returns).set({ scannedAt: acceptedAt }).where(eq(returns.caseId, one.id))
    const parcel = { carrier: row.carrierName ?? '', tracking: row.tracking, at: acceptedAt.toISOString() }
    await verb.record('return.scanned', one.id, { ...factOf(one), ...parcel })
  }
  if (deliveredAt && canMoveReturn(timesOf(one, row), 'receive')) return receiveReturn(verb, input)
  return { text: `${one.number} is where its carrier says.` }
}
