import type { Milestones } from '../late/rules.ts'

/** What the clock knew of a purchase order at a moment: nothing of what was still to happen. */
export function asOf(standing: Milestones, moment: Date): Milestones {
  const known = (date: Date | null) => (date && date <= moment ? date : null)
  return {
    ...standing,
    sentAt: known(standing.sentAt),
    acknowledgedAt: known(standing.acknowledgedAt),
    shippedAt: known(standing.shippedAt),
    endedAt: known(standing.endedAt),
    parcels: known(standing.shippedAt)
      ? standing.parcels.map(({ scanBy, scannedAt }) => ({ scanBy, scannedAt: known(scannedAt) }))
      : [],
  }
}
