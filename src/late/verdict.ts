import type { Milestones } from './rules.ts'

/** What became of the promise to ship. `open` is neither shipped nor due yet. */
export type ShipVerdict = 'on time' | 'late' | 'never' | 'open'

/**
 * What became of a purchase order's ship-by, seen from `now`: shipped at the due time itself is on time; what was
 * declined or cancelled before it shipped never shipped. Null where nothing was due.
 */
export function verdictOf(
  milestones: Pick<Milestones, 'shipBy' | 'shippedAt' | 'endedAt'>,
  now: Date,
): ShipVerdict | null {
  const { shipBy, shippedAt, endedAt } = milestones
  if (!shipBy) return null
  if (shippedAt && shippedAt <= now) return shippedAt <= shipBy ? 'on time' : 'late'
  return shipBy <= now || (endedAt && endedAt <= now) ? 'never' : 'open'
}
