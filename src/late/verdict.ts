import type { Standing } from './rules.ts'

/** What became of the promise to ship. `open` is neither shipped nor due yet. */
export type Verdict = 'on time' | 'late' | 'never' | 'open'

/**
 * What became of a purchase order's ship-by, seen from `now`: shipped at the due time itself is on time; what was
 * declined or cancelled before it shipped never shipped. Null where nothing was due.
 */
export function verdictOf(standing: Pick<Standing, 'shipBy' | 'shippedAt' | 'endedAt'>, now: Date): Verdict | null {
  const { shipBy, shippedAt, endedAt } = standing
  if (!shipBy) return null
  if (shippedAt && shippedAt <= now) return shippedAt <= shipBy ? 'on time' : 'late'
  return shipBy <= now || (endedAt && endedAt <= now) ? 'never' : 'open'
}
