import type { Clock, Timing } from './clock.ts'
import { type Answer, type Attempt, acknowledged, type Carrier, type Delivery, type Retry } from './deliveries.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Json } from './json.ts'
import { type Link, Links } from './links.ts'

/** An envelope that is out: who waits for its acknowledgements, and how often it went. */
type Sent = { delivery: Delivery; times: number; acks: number; waiting: Set<(answer: Answer) => void> }

/** Socket Mode: each envelope goes to any one of the app's sockets, and is acknowledged by its id. */
export class Sockets extends Links implements Carrier {
  readonly #sent = new Map<string, Sent>()
  readonly #journal: Journal
  #turn = 0

  constructor(clock: Clock, timing: Timing, faults: Faults, journal: Journal, appId: string) {
    super(clock, timing, faults, appId)
    this.#journal = journal
  }

  async carry(delivery: Delivery, retry: Retry | null, attempt: Attempt): Promise<Answer> {
    const ready = this.ready()
    const link = ready[this.#turn++ % Math.max(1, ready.length)]
    if (!link) return { outcome: 'unreachable' }
    attempt.via = `socket ${link.number}`
    const sent = this.#sent.get(attempt.envelope) ?? { delivery, times: 0, acks: 0, waiting: new Set() }
    this.#sent.set(attempt.envelope, sent)
    sent.times += 1
    if (this.faults.strikeCut('before_delivery')) link.socket.terminate()
    else this.#hand(link, delivery, retry, attempt)
    return new Promise(done => {
      const timer = setTimeout(() => settle({ outcome: 'timeout' }), this.timing.ack)
      const settle = (answer: Answer): void => {
        clearTimeout(timer)
        sent.waiting.delete(settle)
        done(answer)
      }
      sent.waiting.add(settle)
    })
  }

  #hand(link: Link, { kind, payload }: Delivery, retry: Retry | null, attempt: Attempt): void {
    const event = kind === 'events_api'
    if (link.frozen) return
    const cut = this.faults.strikeCut('before_ack')
    this.send(
      link,
      {
        envelope_id: attempt.envelope,
        type: kind,
        payload,
        accepts_response_payload: !event,
        ...(event ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' } : {}),
      },
      () => cut && link.socket.terminate(),
    )
  }

  protected override hear(link: Link, text: string): void {
    let frame: Json
    try {
      frame = JSON.parse(text)
    } catch {
      this.#journal.complain(`socket ${link.number} said what is no JSON: ${text}`)
      return
    }
    const sent = this.#sent.get(String(frame.envelope_id))
    if (!sent) {
      this.#journal.complain(`socket ${link.number} acknowledged what was never sent: ${text}`)
      return
    }
    sent.acks += 1
    if (sent.acks > sent.times) this.#journal.complain(`${sent.delivery.what} was acknowledged twice`)
    acknowledged(sent.delivery, this.clock.now())
    for (const settle of sent.waiting) settle({ outcome: 'acked', payload: frame.payload })
    if (this.faults.strikeCut('after_ack')) link.socket.terminate()
  }
}
