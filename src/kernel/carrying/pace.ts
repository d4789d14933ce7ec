import { setTimeout } from 'node:timers/promises'
import type { Chat } from '../shapes/chat.ts'
import { sinceLeaving } from './fence.ts'
import { type ClaimedMessage, laneName } from './outbox.ts'

/** How long before its time a lane is claimed, ms, so that its message leaves in time and not when the database answered. */
export const EARLY = 100

/** How much later than usual a post may have arrived, as over a new connection, ms; the rest of a slow answer is the chat's. */
const MOST_LATE = 150

/** The quickest answer of each chat, ms. */
const quickest = new WeakMap<Chat, number>()

/** What is left of the time between two posts, ms, counted from when this one left, or arrived late. */
export function waitAfter(chat: Chat, { way }: ClaimedMessage): number {
  if (way !== 'post') return 0
  const since = sinceLeaving()
  const usual = Math.min(since, quickest.get(chat) ?? since)
  quickest.set(chat, usual)
  return Math.max(0, chat.pace - since + Math.min(MOST_LATE, since - usual))
}

export type Pace = ReturnType<typeof keepPace>

/**
 * When the next message of a lane may leave. A lane tells it by the database's clock, late by what it took to write that
 * down; the process that sent the one before knows it to the millisecond.
 */
export function keepPace() {
  const due = new Map<string, number>()
  const startsIn = (claimed: ClaimedMessage) => {
    const own = (due.get(laneName(claimed)) ?? Number.NEGATIVE_INFINITY) - performance.now()
    // Far apart, another process has sent since.
    return Math.abs(own - claimed.startsIn) <= EARLY ? own : claimed.startsIn
  }
  return {
    /** A send has ended, and its lane waits, ms. */
    goes(claimed: ClaimedMessage, wait: number): void {
      due.set(laneName(claimed), performance.now() + wait)
    },
    /** Resolves when a message that was claimed early may leave. */
    async comes(claimed: ClaimedMessage): Promise<void> {
      const wait = startsIn(claimed)
      if (wait > 0) await setTimeout(Math.ceil(wait))
    },
  }
}
