import type { Clock } from './clock.ts'
import type { Json } from './json.ts'

/** A Web API call as Slack received it. */
export type Call = {
  method: string
  args: Json
  /** `bot`, `app` or what was wrong with the token. */
  token: string
  at: number
  /** Until the answer was sent; null while it is not. */
  ms: number | null
  status: number | null
  error: string | null
  /** The fault that a test had ordered, where one struck. */
  fault: string | null
}

/** Something that went wrong before a person's eyes. */
export type Failure = {
  user: string
  /** What they did: `/order forward 1042`, `pressed Acknowledge`. */
  act: string
  /** Slack's word for it: `operation_timeout`, `dispatch_failed`, `invalid_command_response`, … */
  code: string
  /** What the person reads. */
  text: string
  at: number
}

/** What was done and what failed: the memory that tests question. */
export class Journal {
  readonly calls: Call[] = []
  readonly failures: Failure[] = []
  /** What Slack bears with but an app should not do, such as a message without text for screen readers. */
  readonly complaints: string[] = []
  /** Hear of each call as soon as it is done, before it is answered. */
  readonly listeners = new Set<(call: Call) => void>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  call(method: string, args: Json): Call {
    const now = this.#clock.now()
    const call: Call = { method, args, token: '', at: now, ms: null, status: null, error: null, fault: null }
    this.calls.push(call)
    return call
  }

  fail(user: string, act: string, code: string, text: string): Failure {
    const failure = { user, act, code, text, at: this.#clock.now() }
    this.failures.push(failure)
    return failure
  }

  complain(about: string): void {
    this.complaints.push(about)
  }
}
