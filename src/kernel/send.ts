import { type Chat, Later, NoRoom, type Post, Unsure } from './chat.ts'
import type { Owed, Result } from './outbox.ts'

/** How long an unsettled message is left before it is looked for, ms: longer than the platform may still be busy with it. */
const SETTLING = 5_000
/** How often a room that cannot be posted to is tried again, ms. */
const PARKED_TRY = 5 * 60_000
const MOST_ATTEMPTS = 8

/**
 * Brings one message's copy up to date and says how that went. Never throws.
 * @param unsettled since when an earlier send of it has been in doubt: then it looks before it sends.
 */
export async function send(chat: Chat, owed: Owed, clock: () => Date): Promise<Result> {
  const { message, room } = owed
  const post: Post = { key: message.id, channel: room.channel, thread: owed.rootRef, card: message.card }
  const after = (wait: number) => new Date(clock().getTime() + wait)
  // While an earlier send is in doubt it stays so: what could not be looked for must not be sent again.
  let doubt = message.ref === null && owed.sendingSince !== null
  try {
    const ref = message.ref ?? (owed.sendingSince ? await chat.find(post, owed.sendingSince) : null)
    doubt = false
    if (ref) await chat.edit(ref, post)
    return { state: 'sent', ref: ref ?? (await chat.post(post)), nextAt: after(chat.pace) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const state = doubt ? 'sending' : 'queued'
    if (error instanceof Later) return { state, why, nextAt: after(error.wait), attempt: false, parkLane: false }
    if (error instanceof NoRoom) return { state, why, nextAt: after(PARKED_TRY), attempt: false, parkLane: true }
    if (error instanceof Unsure)
      return { state: 'sending', why, nextAt: after(SETTLING), attempt: true, parkLane: false }
    if (owed.attempts + 1 >= MOST_ATTEMPTS) return { state: 'parked', why, nextAt: after(chat.pace) }
    return { state, why, nextAt: after(backoff(owed.attempts)), attempt: true, parkLane: false }
  }
}

/** 1 s, 2 s, 4 s … up to a minute. */
function backoff(attempts: number): number {
  return Math.min(60_000, 1_000 * 2 ** attempts)
}
