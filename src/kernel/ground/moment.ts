/** A moment by two clocks that can be compared only with themselves, ms: one never jumps, the other counts while a machine sleeps. */
export type ClaimTime = { steady: number; wall: number }

export function moment(): ClaimTime {
  return { steady: performance.now(), wall: Date.now() }
}

/** How long ago it was at the least favourable, ms. */
export function since({ steady, wall }: ClaimTime): number {
  const now = moment()
  return Math.max(now.steady - steady, now.wall - wall)
}
