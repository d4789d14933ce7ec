import type { Clock, Timing } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Json } from './messages.ts'

/** Names of the envelopes in Socket Mode; over HTTP they differ by their body. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api'

export type Attempt = {
  /** `socket 2` or `http`. */
  via: string
  at: number
  retry: number
  /** Null while nobody knows. */
  outcome: Answer['outcome'] | null
  ms: number | null
}

export type Delivery = {
  /** The envelope id of Socket Mode. */
  id: string
  kind: DeliveryKind
  /** `/order`, `block_actions`, `view_submission`, `app_mention`, … */
  what: string
  payload: Json
  at: number
  attempts: Attempt[]
  acked: boolean
  /** What came with the acknowledgement. */
  answer: unknown
}

/** `unreachable`: no socket, or no server. `status`: an HTTP answer that is no 2xx. */
export type Answer =
  | { outcome: 'acked'; payload: unknown }
  | { outcome: 'timeout' | 'unreachable' }
  | { outcome: 'status'; status: number; noRetry: boolean }

export type Retry = { number: number; reason: string }

/** One way to the app: its sockets, or its address. */
export type Carrier = {
  carry(delivery: Delivery, retry: Retry | null, attempt: Attempt): Promise<Answer>
}

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms).unref())

/** Everything Slack hands to the app, with what became of it. */
export class Deliveries {
  readonly all: Delivery[] = []
  carrier: Carrier
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #faults: Faults

  constructor(clock: Clock, timing: Timing, faults: Faults, carrier: Carrier) {
    this.#clock = clock
    this.#timing = timing
    this.#faults = faults
    this.carrier = carrier
  }

  make(kind: DeliveryKind, what: string, payload: Json): Delivery {
    const delivery: Delivery = {
      id: crypto.randomUUID(),
      kind,
      what,
      payload,
      at: this.#clock.now(),
      attempts: [],
      acked: false,
      answer: undefined,
    }
    this.all.push(delivery)
    return delivery
  }

  /** What nobody has acknowledged yet. */
  get unacked(): Delivery[] {
    return this.all.filter(delivery => !delivery.acked)
  }

  /** One attempt; the person's three seconds run from here, however late the envelope sets out. */
  async attempt(delivery: Delivery, retry: Retry | null = null): Promise<Answer> {
    const fault = this.#faults.strikeDelivery(delivery.what)
    const attempt: Attempt = { via: '', at: this.#clock.now(), retry: retry?.number ?? 0, outcome: null, ms: null }
    delivery.attempts.push(attempt)
    const late = fault?.kind === 'late' ? pause(fault.ms) : null
    const carried = (async (): Promise<Answer> => {
      if (fault?.kind === 'lost') await pause(this.#timing.ack)
      if (fault?.kind === 'lost') return { outcome: 'timeout' }
      await late
      if (fault?.kind === 'duplicate') void this.#again(delivery, retry, fault.after)
      return this.carrier.carry(delivery, retry, attempt)
    })()
    const timeUp = pause(this.#timing.ack).then((): Answer => ({ outcome: 'timeout' }))
    const answer = await (late ? Promise.race([carried, timeUp]) : carried)
    attempt.outcome = answer.outcome
    attempt.ms = this.#clock.now() - attempt.at
    if (answer.outcome === 'acked') {
      delivery.acked = true
      delivery.answer = answer.payload
    }
    return answer
  }

  async #again(delivery: Delivery, retry: Retry | null, after: number): Promise<void> {
    await pause(after)
    const attempt: Attempt = { via: '', at: this.#clock.now(), retry: retry?.number ?? 0, outcome: null, ms: null }
    delivery.attempts.push(attempt)
    const answer = await this.carrier.carry(delivery, retry, attempt)
    attempt.outcome = answer.outcome
    attempt.ms = this.#clock.now() - attempt.at
  }
}
