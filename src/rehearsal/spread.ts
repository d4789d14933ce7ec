/** How a figure is spread over what it was taken of: the middle one, the one that only one in twenty exceeds, and the worst. */
export type Spread = { of: number; median: number; p95: number; most: number }

/** Of nothing at all, all is 0. Percentiles are the nearest rank. */
export function spreadOf(counts: readonly number[]): Spread {
  const sorted = counts.toSorted((a, b) => a - b)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { of: sorted.length, median: rank(0.5), p95: rank(0.95), most: sorted.at(-1) ?? 0 }
}
