import { AsyncLocalStorage } from 'node:async_hooks'
import type { Beat } from '../ground/heart.ts'
import { type ClaimTime, since } from '../ground/moment.ts'
import { Unsure } from '../shapes/chat.ts'

/** How long after its claim a call to a chat may still begin, ms: it ends, at the latest after ten seconds, while the lane is ours. */
export const BEGINS_WITHIN = 18_000

/** When something was claimed, and for whom; null for nobody that others hear of, so that they wait for the lease's end. */
export type LaneHold = { claimedAt: ClaimTime; beat: Beat | null }
type Claim = LaneHold & { leftAt: number | null }
const claims = new AsyncLocalStorage<Claim>()

/** Does something for a claim; every request to a chat within calls `leaves` first. */
export function holdingLane<T>({ claimedAt, beat }: LaneHold, work: () => Promise<T>): Promise<T> {
  return claims.run({ claimedAt, beat, leftAt: null }, work)
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
 * Asked before anything is sent: a process that was frozen since its claim, or that the others may not have heard of,
 * must not send what another has sent, nor paint an old card over a newer one.
 * @throws LaneLost, by which nothing was sent.
 */
export function mustHoldLane(claim = claims.getStore()): void {
  if (!claim) return
  if (since(claim.claimedAt) > BEGINS_WITHIN || claim.beat?.isFresh() === false) throw new LaneLost()
}

/**
 * The same, to be asked again when there is a connection for the request and its bytes go: until then a process may stand
 * still as well.
 */
export function lookAgainLater(): () => void {
  const claim = claims.getStore()
  return () => mustHoldLane(claim)
}

/** Too long since the claim, or since a beat: somebody else may have the lane by now. */
export class LaneLost extends Unsure {
  constructor() {
    super('this process stood still for too long')
  }
}
