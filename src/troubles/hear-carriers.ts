import { isNull, max } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { shipments } from '../shipments/tables.ts'
import { lookAtAll } from './look-at-parcels.ts'
import { type CarrierSilence, carrierSilences } from './tables.ts'

export const HearCarriers = z.object({ numbers: z.array(z.string()).min(1) })

/** Carriers said something new of these numbers: one that was silent about all speaks again, and parcels get on. */
export async function hearCarriers(verb: Verb, { numbers }: z.infer<typeof HearCarriers>): Promise<Outcome> {
  const silent = await verb.db.select().from(carrierSilences).where(isNull(carrierSilences.endedAt))
  if (silent.length > 0) await endSilences(verb, silent, numbers)
  await lookAtAll(verb, { shipments: [], numbers })
  return { text: 'Heard.' }
}

/** What it says now of a time before its silence ends nothing. */
async function endSilences(
  { db, now, record }: Verb,
  silent: readonly CarrierSilence[],
  numbers: readonly string[],
): Promise<void> {
  const said = await db
    .select({ carrier: shipments.carrier, last: max(shipments.saidAt) })
    .from(shipments)
    .where(among(shipments.number, numbers))
    .groupBy(shipments.carrier)
  const over = silent.filter(({ carrier, since }) =>
    said.some(one => one.carrier === carrier && one.last && one.last > since),
  )
  if (over.length === 0) return
  await db
    .update(carrierSilences)
    .set({ endedAt: now })
    .where(
      among(
        carrierSilences.id,
        over.map(({ id }) => id),
      ),
    )
  for (const { id, carrier, carrierName } of over)
    await record('carrier.spoke_again', id, { carrier, name: carrierName })
}
