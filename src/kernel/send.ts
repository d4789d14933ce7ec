import { type Chat, Later, NoRoom, type Post, Unsure } from './chat.ts'
import type { Owed, Result } from './outbox.ts'

/** How long an unsettled message is left before it is looked for, ms: longer than the platform may still be busy with it. */
const SETTLING = 5_000
/** How often a room that cannot be posted to is tried again, ms. */
const PARKED_TRY = 5 * 60_000
const MOST_ATTEMPTS = 8

/** Brings one message's copy up to date and says how that went. Never throws. */
export async function send(chat: Chat, owed: Owed, clock: () => Date): Promise<Result> {
  const { message, room } = owed
  const post: Post = { key: message.id, channel: room.channel, thread: owed.rootRef, card: message.card }
  const after = (wait: number) => new Date(clock().getTime() + wait)
  let { unsettled } = owed
  try {
    const ref = message.ref ?? (unsettled ? await chat.find(post, owed.sendingSince) : null)
    // Found, but not yet written down: whoever is next must find it again.
    unsettled = ref !== message.ref
    if (ref) await chat.edit(ref, post)
    return { state: 'sent', ref: ref ?? (await chat.post(post)), nextAt: after(chat.pace) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const again = { state: 'queued' as const, why, unsettled, attempt: false, parkLane: false }
    if (error instanceof Later) return { ...again, nextAt: after(error.wait) }
    if (error instanceof NoRoom) return { ...again, nextAt: after(PARKED_TRY), parkLane: true }
    if (error instanceof Unsure) return { state: 'sending', why, nextAt: after(SETTLING) }
    if (owed.attempts + 1 >= MOST_ATTEMPTS) return { state: 'parked', why, nextAt: after(chat.pace) }
    return { ...again, nextAt: after(backoff(owed.attempts)), attempt: true }
  }
}

/** 1 s, 2 s, 4 s … up to a minute. */
function backoff(attempts: number): number {
  return Math.min(60_000, 1_000 * 2 ** attempts)
}
