/** What became here of orders that a store showed. */
export type Tally = { here: number; passedOver: number; turnedAway: number }

const NONE: Tally = { here: 0, passedOver: 0, turnedAway: 0 }

/** Counts what `order.receive-many` answered, an outcome for each. Pure. */
export function tally(outcomes: Iterable<string>): Tally {
  const counts = { ...NONE }
  for (const outcome of outcomes)
    if (outcome === 'passed-over') counts.passedOver += 1
    else if (outcome === 'turned-away' || outcome === 'refused' || outcome === 'differs') counts.turnedAway += 1
    else counts.here += 1
  return counts
}

/** How many orders the store counts that it did not show us; never below 0. */
export function missing({ there, shown }: { there: number | null; shown: number }): number {
  return there === null ? 0 : Math.max(0, there - shown)
}
