import { AsyncLocalStorage } from 'node:async_hooks'
import { Unsure } from '../shapes/chat.ts'

/** A moment by two clocks that can be compared only with themselves, ms: one never jumps, the other counts while a machine sleeps. */
export type ClaimTime = { steady: number; wall: number }

/** How long after its claim a call to a chat may still begin, ms: it ends, at the latest after ten seconds, while the lane is ours. */
export const BEGINS_WITHIN = 18_000

type Claim = { at: ClaimTime; leftAt: number | null }
const claims = new AsyncLocalStorage<Claim>()

export function moment(): ClaimTime {
  return { steady: performance.now(), wall: Date.now() }
}

/** Does something for a claim made at that moment; every request to a chat within calls `leaves` first. */
export function holdingLane<T>(claimedAt: ClaimTime, work: () => Promise<T>): Promise<T> {
  return claims.run({ at: claimedAt, leftAt: null }, work)
}

/**
 * Called right before a request leaves for a chat.
 * @throws LaneLost, by which nothing was sent.
 */
export function leaves(): void {
  mustHoldLane()
  const claim = claims.getStore()
  if (!claim) return
  claim.leftAt = performance.now()
  // A client hands its bytes over in the same turn of the loop: where the process is busy, that takes a while.
  setImmediate(() => {
    claim.leftAt = performance.now()
  })
}

/** How long ago the last request left for the chat, ms; 0 where none did. */
export function sinceLeaving(): number {
  const leftAt = claims.getStore()?.leftAt
  return leftAt === null || leftAt === undefined ? 0 : performance.now() - leftAt
}

/**
 * Asked before anything is sent: a process that was frozen since its claim must not send what another has sent, nor
 * paint an old card over a newer one.
 * @throws LaneLost, by which nothing was sent.
 */
export function mustHoldLane(): void {
  const claim = claims.getStore()
  if (!claim) return
  const { steady, wall } = moment()
  if (Math.max(steady - claim.at.steady, wall - claim.at.wall) > BEGINS_WITHIN) throw new LaneLost()
}

/** Too long since the claim: somebody else may have the lane by now. */
export class LaneLost extends Unsure {
  constructor() {
    super('this process stood still for too long')
  }
}
