import { asc, lte } from 'drizzle-orm'
import { Batch } from '../cases/lock-due.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { lookAtAll } from './look-at-parcels.ts'
import { parcelLooks } from './tables.ts'

export const SweepParcels = Batch

/** Looks at the parcels whose time has come, of at most so many. The longest due first. */
export async function sweepParcels(verb: Verb, { most, skip }: Batch): Promise<Outcome> {
  const due = await verb.db
    .select({ id: parcelLooks.shipmentId })
    .from(parcelLooks)
    .where(lte(parcelLooks.nextAt, verb.now))
    .orderBy(asc(parcelLooks.nextAt), asc(parcelLooks.shipmentId))
    .limit(most)
    .offset(skip)
  const ids = due.map(({ id }) => id)
  if (ids.length > 0) await lookAtAll(verb, { shipments: ids, numbers: [] })
  return { text: `Looked at ${ids.length}.`, outcome: ids.length < most ? 'done' : 'more' }
}
