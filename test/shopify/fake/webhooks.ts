import { createHmac, randomUUID } from 'node:crypto'
import { bodyOf } from './bodies.ts'
import type { FakeShop } from './shop.ts'
import { existing, Wrong } from './wrong.ts'

const NOUNS = [
  'fulfillment_orders',
  'fulfillment_events',
  'fulfillments',
  'orders',
  'refunds',
  'returns',
  'disputes',
  'customers',
  'shop',
  'app',
]
/** Then a delivery is given up, and its subscription with it. */
const MOST_TRIES = 8
const TIMEOUT = 5_000

export type Subscription = {
  id: string
  topic: string
  uri: string
  format: string
  createdAt: string
  updatedAt: string
}
type Delivery = { id: string; event: string; at: string; subscription: Subscription; body: string; tries: number }

/** `orders/create` of `ORDERS_CREATE`. */
export function headerOf(topic: string): string {
  const small = topic.toLowerCase()
  const noun = NOUNS.find(one => small.startsWith(`${one}_`)) ?? ''
  return `${noun}/${small.slice(noun.length + 1)}`
}

/** What the app wants to hear, and what is on its way to it. */
export class Webhooks {
  readonly subscriptions: Subscription[] = []
  /** Waiting for their next try, each with the body that it had at first. */
  readonly waiting: Delivery[] = []
  /** Whether one is sent at all; a test can lose some. */
  isSent: (topic: string) => boolean = () => true
  readonly #shop: FakeShop
  readonly #reached = new Map<string, string>()

  constructor(shop: FakeShop) {
    this.#shop = shop
  }

  /** A public address, and where it leads on this machine. */
  reach(origin: string, here: string): void {
    this.#reached.set(origin, here)
  }

  subscribe(topic: string, uri: string | null | undefined): Subscription {
    this.#mustBeFree(topic, uri)
    const at = this.#shop.clock.stamp()
    const made = {
      id: this.#shop.ids.next('WebhookSubscription'),
      topic,
      uri: uri ?? '',
      format: 'JSON',
      createdAt: at,
      updatedAt: at,
    }
    this.subscriptions.push(made)
    return made
  }

  change(id: string, uri: string | null | undefined): Subscription {
    const found = this.#find(id)
    this.#mustBeFree(found.topic, uri)
    return Object.assign(found, { uri, updatedAt: this.#shop.clock.stamp() })
  }

  unsubscribe(id: string): string {
    this.subscriptions.splice(this.subscriptions.indexOf(this.#find(id)), 1)
    return id
  }

  emit(topic: string, subject: unknown): void {
    const body = JSON.stringify(bodyOf(subject))
    const event = randomUUID()
    for (const subscription of this.subscriptions)
      if (subscription.topic === topic && this.isSent(topic))
        this.waiting.push({ id: randomUUID(), event, at: this.#shop.clock.stamp(), subscription, body, tries: 0 })
  }

  /** Tries everything that waits once; what fails waits on. Answers the statuses; 0 where nobody answered. */
  async deliver(): Promise<number[]> {
    const statuses: number[] = []
    for (const delivery of this.waiting.splice(0)) {
      const status = await this.#send(delivery)
      statuses.push(status)
      if (status >= 200 && status < 300) continue
      delivery.tries += 1
      if (delivery.tries < MOST_TRIES) this.waiting.push(delivery)
      else this.#drop(delivery.subscription)
    }
    return statuses
  }

  async #send({ id, event, at, subscription, body }: Delivery): Promise<number> {
    const { app, domain, version } = this.#shop
    const url = new URL(subscription.uri)
    const here = this.#reached.get(url.origin)
    if (!here) return 0
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': headerOf(subscription.topic),
      'x-shopify-hmac-sha256': createHmac('sha256', app.clientSecret).update(body).digest('base64'),
      'x-shopify-shop-domain': domain,
      'x-shopify-api-version': version,
      'x-shopify-webhook-id': id,
      'x-shopify-event-id': event,
      'x-shopify-triggered-at': at,
    }
    const signal = AbortSignal.timeout(TIMEOUT)
    const sent = fetch(here + url.pathname + url.search, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return sent.then(
      answer => answer.status,
      () => 0,
    )
  }

  #drop(subscription: Subscription): void {
    const at = this.subscriptions.indexOf(subscription)
    if (at >= 0) this.subscriptions.splice(at, 1)
  }

  #find(id: string): Subscription {
    return existing(
      this.subscriptions.find(one => one.id === id),
      'Webhook subscription does not exist',
      ['id'],
    )
  }

  #mustBeFree(topic: string, uri: string | null | undefined): void {
    if (!uri?.startsWith('https://') || !URL.canParse(uri))
      throw new Wrong('Address is invalid', ['webhookSubscription', 'uri'])
    if (this.subscriptions.some(one => one.topic === topic && one.uri === uri))
      throw new Wrong('Address for this topic has already been taken', ['webhookSubscription', 'uri'])
  }
}
