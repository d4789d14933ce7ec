import { createHmac } from 'node:crypto'
import type { App } from './app.ts'
import type { Clock, Timing } from './clock.ts'
import { type Answer, type Attempt, acknowledged, type Carrier, type Delivery, type Retry } from './deliveries.ts'

/** `v0=` and the HMAC of version, time and body (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signed(secret: string, seconds: number, body: string): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` }
}

/** Real time: the app compares it with its own clock, which no test puts forward. */
const seconds = (): number => Math.floor(Date.now() / 1000)

/** Commands are forms, interactions are a form with one field, events are JSON. */
function bodyOf(delivery: Delivery): { body: string; type: string } {
  const form = 'application/x-www-form-urlencoded'
  switch (delivery.kind) {
    case 'events_api':
      return { body: JSON.stringify(delivery.payload), type: 'application/json' }
    case 'interactive':
      return { body: new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString(), type: form }
    case 'slash_commands':
      return {
        body: new URLSearchParams(delivery.payload as Record<string, string>).toString(),
        type: form,
      }
  }
}

/** HTTP mode: signed requests to the app's address; the response is the acknowledgement. */
export class HttpDelivery implements Carrier {
  readonly url: string
  readonly #app: App
  readonly #clock: Clock
  readonly #timing: Timing

  constructor(url: string, app: App, clock: Clock, timing: Timing) {
    this.url = url
    this.#app = app
    this.#clock = clock
    this.#timing = timing
  }

  async carry(delivery: Delivery, retry: Retry | null, attempt: Attempt): Promise<Answer> {
    attempt.via = 'http'
    const { body, type } = bodyOf(delivery)
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signed(this.#app.signingSecret, seconds(), body),
      ...(retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {}),
    }
    try {
      const signal = AbortSignal.timeout(this.#timing.ack)
      const response = await fetch(this.url, { method: 'POST', headers, body, signal, redirect: 'manual' })
      const text = await response.text()
      if (!response.ok)
        return { outcome: 'status', status: response.status, noRetry: response.headers.get('x-slack-no-retry') === '1' }
      const json = response.headers.get('content-type')?.includes('json')
      acknowledged(delivery, this.#clock.now())
      return { outcome: 'acked', payload: text === '' ? undefined : json ? JSON.parse(text) : text }
    } catch (error) {
      const timeout = error instanceof Error && error.name === 'TimeoutError'
      return { outcome: timeout ? 'timeout' : 'unreachable' }
    }
  }

  /** The challenge that Slack puts before it accepts an address (docs.slack.dev/reference/events/url_verification). */
  async verify(): Promise<boolean> {
    const challenge = crypto.randomUUID()
    const body = JSON.stringify({ token: this.#app.verificationToken, challenge, type: 'url_verification' })
    const stamp = signed(this.#app.signingSecret, seconds(), body)
    const headers = { 'content-type': 'application/json', ...stamp }
    const response = await fetch(this.url, { method: 'POST', headers, body })
    const text = await response.text()
    return response.ok && (text === challenge || text.includes(`"${challenge}"`))
  }
}
