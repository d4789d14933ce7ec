import { AsyncLocalStorage } from 'node:async_hooks'
import { Unsure } from '../shapes/chat.ts'

/** A moment by two clocks that can be compared only with themselves, ms: one never jumps, the other counts while a machine sleeps. */
export type ClaimTime = { steady: number; wall: number }

/** How long after its claim a call to a chat may still begin, ms: it ends, at the latest after ten seconds, while the lane is ours. */
export const BEGINS_WITHIN = 18_000

const claims = new AsyncLocalStorage<ClaimTime>()

export function moment(): ClaimTime {
  return { steady: performance.now(), wall: Date.now() }
}

/** Does something for a claim made at that moment; every call to a chat within asks `mustHoldLane` first. */
export function holdingLane<T>(claimedAt: ClaimTime, work: () => Promise<T>): Promise<T> {
  return claims.run(claimedAt, work)
}

/**
 * Asked right before a request leaves for a chat: a process that was frozen since its claim must not send what another
 * has sent, nor paint an old card over a newer one.
 * @throws LaneLost, by which nothing was sent.
 */
export function mustHoldLane(): void {
  const claimedAt = claims.getStore()
  if (!claimedAt) return
  const { steady, wall } = moment()
  if (Math.max(steady - claimedAt.steady, wall - claimedAt.wall) > BEGINS_WITHIN) throw new LaneLost()
}

/** Too long since the claim: somebody else may have the lane by now. */
export class LaneLost extends Unsure {
  constructor() {
    super('this process stood still for too long')
  }
}
