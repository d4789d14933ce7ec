import type { Clock, Timing } from './clock.ts'

/**
 * Calls a minute that Slack promises for each tier (docs.slack.dev/apis/web-api/rate-limits). Tier 1 is given
 * ten, because Slack bears with small bursts and ten sockets may open at once. `special` methods have no tier.
 */
const perMinute = { 1: 10, 2: 20, 3: 50, 4: 100, special: 300 } as const
export type Tier = keyof typeof perMinute

/** Counts calls per method, and posts per channel. Refused calls do not count. */
export class Limits {
  readonly #taken = new Map<string, number[]>()
  readonly #posted = new Map<string, number>()
  readonly #clock: Clock
  readonly #timing: Timing

  constructor(clock: Clock, timing: Timing) {
    this.#clock = clock
    this.#timing = timing
  }

  /** Seconds to wait, or null where the call may go on. */
  take(method: string, tier: Tier, channel: string | null): number | null {
    const now = this.#clock.now()
    if (channel !== null) {
      const wait = (this.#posted.get(channel) ?? -Infinity) + this.#timing.post - now
      if (wait > 0) return Math.ceil(wait / 1000)
    }
    const recent = (this.#taken.get(method) ?? []).filter(at => at > now - this.#timing.tier)
    this.#taken.set(method, recent)
    const oldest = recent[0]
    if (oldest !== undefined && recent.length >= perMinute[tier])
      return Math.max(1, Math.ceil((oldest + this.#timing.tier - now) / 1000))
    recent.push(now)
    if (channel !== null) this.#posted.set(channel, now)
    return null
  }
}
