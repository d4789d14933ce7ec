import type { messages, Room, Way } from '../ground/tables.ts'
import type { LaneHold } from './fence.ts'

/** How long a dispatcher may hold a lane while it lives, ms: longer than any call to a platform may take. */
export const LANE_LEASE = 30_000
/** The longest that a lane ever waits, ms. What waits longer was written down under a clock that was ahead. */
export const MOST_WAIT = 15 * 60_000

type Message = typeof messages.$inferSelect

export type ClaimedMessage = LaneHold & {
  id: number
  /** Names this claim, so that a process that lost the lane cannot mark what another sends. */
  claim: string
  room: Pick<Room, 'id' | 'chat' | 'channel' | 'side' | 'purpose' | 'supplierId'>
  way: Way
  message: Pick<Message, 'id' | 'kind' | 'card' | 'threadOf' | 'version' | 'ref' | 'closed' | 'shownClosed'>
  rootRef: string | null
  /** What the root message of its thread is called. */
  topic: string | null
  /** The thread that the message stands in, or that is under it, is closed. */
  closed: boolean
  attempts: number
  /** How long ago it was queued, seconds. */
  waited: number
  /** What it follows from. */
  trace: string | null
  /** Since when the chat may have the message. */
  sendingSince: Date
  /** An earlier send was never settled: look before sending again. */
  unsettled: boolean
  /** The room could not be posted to, one way or the other. */
  parked: boolean
  /** How long until its lane's time comes, ms. */
  startsIn: number
  /** It waited for a time that no waiting reaches: some clock was ahead when it was written down. */
  wasAhead: boolean
}

/** A lane's name among those of a process. */
export function laneName({ room, way }: Pick<ClaimedMessage, 'room' | 'way'>): string {
  return `${room.id} ${way}`
}
