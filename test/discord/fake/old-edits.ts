import type { Clock } from './clock.ts'
import { Refused } from './refused.ts'

/** Edits of messages older than an hour: 3 in 6 seconds per channel. Source: discord-userdoccers pull 551; api-docs 4413. */
const OLD = 60 * 60_000
const MOST = 3
const WINDOW = 6_000

/** Refuses with code 30046 in a 429, as seen in aikaterna-cogs issue 302. Webhook edits and type 7 are not counted. */
export class OldEdits {
  readonly #clock: Clock
  #edits = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  count(channelId: string, madeAt: number): void {
    const now = this.#clock.now()
    if (now - madeAt <= OLD) return
    const recent = (this.#edits.get(channelId) ?? []).filter(at => at > now - WINDOW)
    const [first] = recent
    if (recent.length >= MOST && first !== undefined) {
      const wait = (first + WINDOW - now) / 1_000
      throw new Refused(
        429,
        {
          message: 'Maximum number of edits to messages older than 1 hour reached. Try again later.',
          code: 30046,
          retry_after: wait,
          global: false,
        },
        { 'Retry-After': String(Math.ceil(wait)), 'X-RateLimit-Scope': 'user' },
      )
    }
    this.#edits.set(channelId, [...recent, now])
  }
}
