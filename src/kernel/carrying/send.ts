import { asksSomething } from '../shapes/card.ts'
import { type Chat, Gone, Invalid, Later, NoChat, NoRoom, type Post, Unsure } from '../shapes/chat.ts'
import { holdingLane, leaves, mustHoldLane } from './fence.ts'
import type { ClaimedMessage } from './outbox.ts'
import { waitAfter } from './pace.ts'
import type { SendResult } from './settle-claim.ts'

/** How long an unsettled message is left before it is looked for, ms: longer than the platform may still be busy with it. */
export const SETTLING = 5_000
/** How often a room that cannot be posted to is tried again, ms. */
const PARKED_TRY = 5 * 60_000
const MOST_ATTEMPTS = 8

/** Brings one message's copy up to date and says how that went. Never throws. */
export function sendMessage(chat: Chat, claimed: ClaimedMessage): Promise<SendResult> {
  return holdingLane(claimed, () => bringUpToDate(chat, claimed))
}

async function bringUpToDate(chat: Chat, claimed: ClaimedMessage): Promise<SendResult> {
  const { message, room, closed } = claimed
  const { rootRef: thread, topic } = claimed
  const post: Post = { key: message.id, channel: room.channel, thread, topic, card: message.card, closed }
  let { ref } = message
  let { unsettled } = claimed
  try {
    leaves()
    ref ??= unsettled ? ((await chat.find?.(post, claimed.sendingSince)) ?? null) : null
    leaves()
    unsettled = false
    if (ref) await chat.edit?.(ref, post)
    else ref = await chat.post(post)
    mustHoldLane()
    if (message.card.files?.length) await chat.files?.share?.(ref, post)
    mustHoldLane()
    await settleThread(chat, claimed, ref)
    return { state: 'sent', ref, wait: waitAfter(chat, claimed) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const again = { state: 'queued' as const, ref, why, unsettled, attempt: false, parkLane: false }
    if (error instanceof Later) return { ...again, wait: error.wait }
    if (error instanceof NoRoom)
      return { ...again, wait: PARKED_TRY, parkLane: true, staffKnow: error instanceof NoChat }
    if (error instanceof Unsure) return { state: 'sending', ref, why, wait: SETTLING }
    if (error instanceof Gone && ref !== null && !asksSomething(message.card)) return { state: 'sent', ref, wait: 0 }
    const lost = error instanceof Gone && (ref === null ? message.threadOf : message.id)
    if (lost && claimed.attempts + 1 < MOST_ATTEMPTS) {
      // People still read the thread of a message that was deleted: it is closed, where the chat can do that.
      if (ref !== null && thread === null) await chat.threads?.close(ref, room.channel).catch(() => {})
      return { state: 'gone', lost, why, wait: 0 }
    }
    if (error instanceof Invalid || claimed.attempts + 1 >= MOST_ATTEMPTS)
      return { state: 'parked', ref, why, wait: waitAfter(chat, claimed) }
    return { ...again, wait: backoff(claimed.attempts), attempt: true }
  }
}

/** Leaves the message's thread as the board has it; what was said in a closed one had to open it. */
async function settleThread(
  { threads }: Chat,
  { message, room, rootRef, closed }: ClaimedMessage,
  ref: string,
): Promise<void> {
  if (rootRef !== null) {
    if (closed) await threads?.close(rootRef, room.channel)
  } else if (message.closed && !message.shownClosed) await threads?.close(ref, room.channel)
  else if (!message.closed && message.shownClosed) await threads?.open(ref, room.channel)
}

/** 1 s, 2 s, 4 s … up to a minute. */
function backoff(attempts: number): number {
  return Math.min(60_000, 1_000 * 2 ** attempts)
}
