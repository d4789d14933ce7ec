import type { Json } from './json.ts'

/** What befalls a Web API call. */
export type Effect =
  /** 429 with Retry-After. */
  | { kind: 'rate_limited'; retryAfter: number }
  /** A bare HTTP error, nothing done. */
  | { kind: 'status'; status: number }
  /** `ok: false` with this code, nothing done. */
  | { kind: 'error'; error: string }
  /** Done, but the answer never comes: the caller's time-out, or a cut connection. */
  | { kind: 'answer_lost'; how: 'silence' | 'cut' }
  /** Done, but the answer is an HTTP error. */
  | { kind: 'answer_broken'; status: number }
  /** Never done, and no answer. */
  | { kind: 'request_lost'; how: 'silence' | 'cut' }
  /** Done at once, answered late. */
  | { kind: 'slow'; ms: number }

export type Fault = {
  method: string | RegExp
  effect: Effect
  left: number
  /** How often it struck. */
  struck: number
  when: (args: Json) => boolean
}

/** What befalls a delivery to the app. */
export type DeliveryFault =
  /** The same envelope twice, on whichever sockets come next (bolt-js#2487); over HTTP the same request. */
  | { kind: 'duplicate'; after: number }
  /** It sets out late; the person's three seconds run from the act. */
  | { kind: 'late'; ms: number }
  /** It never arrives. */
  | { kind: 'lost' }

/** Where a socket is cut: once for each order. */
export type CutStage = 'during_hello' | 'before_delivery' | 'before_ack' | 'after_ack'

type OrderedDelivery = { fault: DeliveryFault; left: number; what: RegExp; when: (payload: Json) => boolean }

/** The orders a test gave, each used up as it strikes. */
export class Faults {
  readonly #calls: Fault[] = []
  readonly #deliveries: OrderedDelivery[] = []
  readonly #cuts: CutStage[] = []

  /** The next `times` calls of the method that fit `when` suffer the effect. */
  call(
    method: string | RegExp,
    effect: Effect,
    { times = 1, when = () => true }: { times?: number; when?: (args: Json) => boolean } = {},
  ): Fault {
    const fault = { method, effect, left: times, struck: 0, when }
    this.#calls.push(fault)
    return fault
  }

  /** The next `times` deliveries whose name (`app_mention`, `/order`, …) and payload fit suffer the fault. */
  delivery(
    what: RegExp,
    fault: DeliveryFault,
    { times = 1, when = () => true }: { times?: number; when?: (payload: Json) => boolean } = {},
  ): void {
    this.#deliveries.push({ fault, left: times, what, when })
  }

  /** The next socket that comes to this stage is cut there. */
  cut(stage: CutStage): void {
    this.#cuts.push(stage)
  }

  /** Everything ordered and not yet struck is forgotten. */
  clear(): void {
    this.#calls.length = 0
    this.#deliveries.length = 0
    this.#cuts.length = 0
  }

  strikeCall(method: string, args: Json): Effect | null {
    const fault = this.#calls.find(
      one =>
        one.left > 0 &&
        (typeof one.method === 'string' ? one.method === method : one.method.test(method)) &&
        one.when(args),
    )
    if (!fault) return null
    fault.left -= 1
    fault.struck += 1
    return fault.effect
  }

  strikeDelivery({ what, payload }: { what: string; payload: Json }): DeliveryFault | null {
    const ordered = this.#deliveries.find(one => one.left > 0 && one.what.test(what) && one.when(payload))
    if (!ordered) return null
    ordered.left -= 1
    return ordered.fault
  }

  strikeCut(stage: CutStage): boolean {
    const at = this.#cuts.indexOf(stage)
    if (at < 0) return false
    this.#cuts.splice(at, 1)
    return true
  }
}
