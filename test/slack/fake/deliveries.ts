import type { Clock, Timing } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Json } from './json.ts'

/** Names of the envelopes in Socket Mode; over HTTP they differ by their body. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api'

export type Attempt = {
  /** `socket 2` or `http`. */
  via: string
  /** A retry has an envelope of its own, a duplicate the first one's. */
  envelope: string
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
  /** Acknowledgements that came in, too late ones too. */
  acks: number
  /** From the act to the first acknowledgement. */
  ackedAfter: number | null
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
      // As it was: views and messages go on changing after they were sent.
      payload: structuredClone(payload),
      at: this.#clock.now(),
      attempts: [],
      acked: false,
      acks: 0,
      ackedAfter: null,
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
    const fault = this.#faults.strikeDelivery(delivery)
    const envelope = retry ? crypto.randomUUID() : delivery.id
    if (fault?.kind === 'duplicate') setTimeout(() => void this.#carry(delivery, retry, envelope), fault.after).unref()
    if (!fault || fault.kind === 'duplicate') return this.#carry(delivery, retry, envelope)
    const late = fault.kind === 'late' ? pause(fault.ms).then(() => this.#carry(delivery, retry, envelope)) : null
    const inVain = pause(this.#timing.ack).then((): Answer => ({ outcome: 'timeout' }))
    return late ? Promise.race([late, inVain]) : inVain
  }

  async #carry(delivery: Delivery, retry: Retry | null, envelope: string): Promise<Answer> {
    const at = this.#clock.now()
    const attempt: Attempt = { via: '', envelope, at, retry: retry?.number ?? 0, outcome: null, ms: null }
    delivery.attempts.push(attempt)
    const answer = await this.carrier.carry(delivery, retry, attempt)
    attempt.outcome = answer.outcome
    attempt.ms = this.#clock.now() - at
    if (answer.outcome === 'acked') {
      delivery.acked = true
      delivery.answer ??= answer.payload
    }
    return answer
  }
}

/** An acknowledgement came in, in time or not. */
export function acknowledged(delivery: Delivery, now: number): void {
  delivery.acks += 1
  delivery.ackedAfter ??= now - delivery.at
}
