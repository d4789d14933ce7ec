/** How long Slack waits, in milliseconds. Tests may shorten what they do not measure. */
export type Timing = {
  /** Three seconds to acknowledge anything (docs.slack.dev/interactivity/handling-user-interaction). */
  ack: number
  /** A trigger lives three seconds from the act, whether acknowledged or not (same page). */
  trigger: number
  /** A response_url may be used five times within thirty minutes (same page). */
  responseUrl: number
  /** chat.postMessage: one message per second and channel (docs.slack.dev/apis/web-api/rate-limits). */
  post: number
  /** The window in which a method's tier is counted: one minute (same page). */
  tier: number
  /** An event that was not acknowledged comes again: at once, after a minute, after five (docs.slack.dev/apis/events-api). */
  eventRetries: readonly number[]
  /** A socket's address is good for thirty seconds. */
  ticket: number
  /** Between the `warning` frame and the `refresh_requested` frame: about ten seconds (docs.slack.dev/apis/events-api/using-socket-mode). */
  warning: number
  /** Slack pings each socket every few seconds; socket-mode gives a socket up after thirty without one. */
  ping: number
  /** How long Slack looks at an upload before a block may show it: a second or two (slack-samples, node-slack-sdk#1865). */
  processing: number
}

export const slackTiming: Timing = {
  ack: 3_000,
  trigger: 3_000,
  responseUrl: 30 * 60_000,
  post: 1_000,
  tier: 60_000,
  eventRetries: [0, 60_000, 300_000],
  ticket: 30_000,
  warning: 10_000,
  ping: 5_000,
  processing: 1_500,
}

/** For tests that measure something else: no pace, quick retries. Deadlines stay Slack's own. */
export const brisk: Partial<Timing> = { post: 0, tier: 0, eventRetries: [0, 200, 500], warning: 50, processing: 0 }

/** The time, which a test can put forward: triggers and addresses expire, windows pass. Timers run on real time. */
export class Clock {
  #ahead = 0

  now(): number {
    return Date.now() + this.#ahead
  }

  advance(ms: number): void {
    this.#ahead += ms
  }
}
