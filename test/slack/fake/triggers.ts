import { randomBytes } from 'node:crypto'
import type { Clock, Timing } from './clock.ts'

export type Trigger = {
  id: string
  user: string
  /** The modal that it was pulled in: only such a trigger may push. */
  viewId: string | null
  expires: number
  used: boolean
}

/** Each act of a person gives one trigger: single use, three seconds (docs.slack.dev/interactivity/handling-user-interaction). */
export class Triggers {
  readonly #known = new Map<string, Trigger>()
  readonly #clock: Clock
  readonly #timing: Timing

  constructor(clock: Clock, timing: Timing) {
    this.#clock = clock
    this.#timing = timing
  }

  pull(user: string, viewId: string | null = null): string {
    const id = `${this.#clock.now()}.${Math.floor(Math.random() * 1e13)}.${randomBytes(16).toString('hex')}`
    this.#known.set(id, { id, user, viewId, expires: this.#clock.now() + this.#timing.trigger, used: false })
    return id
  }

  /**
   * The trigger, or why not, in the words of the views.open reference: bolt-js#1371 and #1888 show
   * `exchanged_trigger_id` from the real Slack where the guide speaks of `trigger_exchanged`.
   */
  exchange(id: unknown): Trigger | 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' {
    const trigger = this.#known.get(String(id))
    if (!trigger) return 'invalid_trigger_id'
    if (trigger.used) return 'exchanged_trigger_id'
    if (this.#clock.now() > trigger.expires) return 'expired_trigger_id'
    trigger.used = true
    return trigger
  }
}
