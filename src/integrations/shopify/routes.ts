import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ask, Delivery } from '../../kernel/asking/command.ts'
import { isSigned } from '../../kernel/ground/signature.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { StoreLink } from '../../kernel/shapes/storefront.ts'
import { parseExactly } from '../../kernel/words/exact-json.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import { noticeOf } from './notices.ts'
import { takePrivacy } from './privacy.ts'
import { identifyOrder, isOfAnotherShop, readOrder, readRisk, readStore } from './read.ts'
import { readRefund } from './refunds.ts'
import { readSecrets } from './signature.ts'
import { isPrivacy, REFUND, RISKS, TOPICS } from './topics.ts'

const MOST_BYTES = 5 * 1024 * 1024
export const shopifyItself: Actor = { side: 'system', name: 'Shopify' }

export type ShopifyLog = Record<'info' | 'error', (fields: object, text: string) => void>

/**
 * Shopify's webhooks, to be mounted at `/webhooks/shopify`. 200 only after the order is committed. Shopify tries again
 * after any other answer, for four hours: 503 while Waybill starts or when something breaks, 401 for a signature that is
 * not ours, 413 above 5 MB, 400 for a signed body that isn't an order at all. An order that can be named but not taken is
 * answered 200, since a second try would end the same, and staff get the sentence.
 * @param secret webhook secrets, separated by commas.
 * @param app secrets of the app that others' stores install. It signs for every store that has it, so that it is taken for
 * those that staff connected, and for what the law on privacy asks even of others.
 * @param find a store that its owner connected, by its domain: its own secret signs too.
 * @param ready whether the database is open and orders can be taken.
 */
export function connectShopify(wired: {
  ask: Ask
  secret: string | undefined
  app?: readonly string[]
  find?: (domain: string) => Promise<Pick<StoreLink, 'secrets'> | null>
  ready: () => boolean
  log?: ShopifyLog
}): Hono {
  const secrets = wired.secret ? readSecrets(wired.secret) : []
  const secretsOf = async (shop: string, topic: string) => {
    const link = await wired.find?.(shop)
    const own = link?.secrets.webhook
    const ofApp = link || isPrivacy(topic) ? (wired.app ?? []) : []
    return [...secrets, ...ofApp, ...(own ? [own] : [])]
  }
  const app = new Hono()
  app.onError((error, c) => {
    wired.log?.error({ err: error }, 'a Shopify webhook failed and will be sent again')
    return later(c)
  })
  app.use('/', async (c, next) => (wired.ready() ? next() : later(c)))
  app.post('/', bodyLimit({ maxSize: MOST_BYTES, onError: c => c.body(null, 413) }), async c => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const shop = c.req.header('X-Shopify-Shop-Domain')?.trim().toLowerCase() ?? ''
    const topic = c.req.header('X-Shopify-Topic')
    const secretsNow = await secretsOf(shop, topic ?? '')
    if (!isSigned(body, c.req.header('X-Shopify-Hmac-Sha256'), secretsNow)) return c.body(null, 401)
    if (!topic) return c.text('The X-Shopify-Topic header is missing.', 400)
    if (!Object.hasOwn(TOPICS, topic)) {
      wired.log?.info({ topic }, 'a Shopify webhook that Waybill does not need')
      return c.text('ignored')
    }
    if (!/^[a-z0-9.-]+$/.test(shop)) return c.text('The X-Shopify-Shop-Domain header names no shop.', 400)
    return take(c, wired.ask, body, shop, deliveryOf(c, topic, shop, body))
  })
  app.all('/', c => c.body(null, 405, { Allow: 'POST' }))
  return app
}

async function take(c: Context, ask: Ask, body: Uint8Array, shop: string, delivery: Delivery): Promise<Response> {
  const payload = parsed(body)
  if (payload === undefined) return c.text('The body is not JSON.', 400)
  // Only the body is signed: the same secret signs for every shop of an app, and anybody can write a header.
  if (isOfAnotherShop(payload, shop)) return c.text('The body is from another shop than the header.', 401)
  const topic = c.req.header('X-Shopify-Topic') ?? ''
  if (RISKS.includes(topic)) return assess(c, ask, payload, shop, delivery)
  if (isPrivacy(topic)) {
    const answer = await takePrivacy(ask, { topic, payload, shop, actor: shopifyItself, delivery })
    return answer === null ? c.text('The body is from another shop than the header.', 401) : c.text(answer)
  }
  const notice = noticeOf(topic)
  if (notice) {
    const named = notice.read(payload)
    if (!named) return c.text('ignored')
    return askOfConnected(c, () => ask(notice.command, { store: shop, ...named }, shopifyItself, delivery))
  }
  if (topic === REFUND) return refund(c, ask, payload, shop, delivery)
  const known = identifyOrder(payload)
  if (!known) return c.text('The body isn’t an order: it has no id.', 400)
  try {
    if (topic === 'orders/delete') {
      const at = Date.parse(c.req.header('X-Shopify-Triggered-At') ?? '')
      const deleted = {
        store: readStore(shop),
        externalId: known.externalId,
        at: Number.isNaN(at) ? null : new Date(at),
      }
      return c.text((await ask('order.delete', deleted, shopifyItself, delivery)).outcome ?? 'done')
    }
    const { outcome } = await ask(
      'order.receive',
      readOrder(payload, shop, c.req.header('X-Shopify-Triggered-At') ?? null),
      shopifyItself,
      delivery,
    )
    return c.text(outcome ?? 'done')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { externalId, number } = known
    const turnedAway = { store: readStore(shop), externalId, number: cut(number, 64), why: error.message }
    await ask('order.turn-away', turnedAway, shopifyItself, delivery)
    return c.text('turned-away')
  }
}

async function assess(c: Context, ask: Ask, payload: unknown, shop: string, delivery: Delivery): Promise<Response> {
  const told = readRisk(payload)
  if (!told) return c.text('ignored')
  const { outcome } = await ask('order.assess', { store: readStore(shop), ...told }, shopifyItself, delivery)
  return c.text(outcome ?? 'done')
}

/** A shop that nobody connected has nothing to be disconnected, and can't be read. */
async function askOfConnected(c: Context, ask: () => ReturnType<Ask>): Promise<Response> {
  try {
    return c.text((await ask()).outcome ?? 'done')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.text('ignored')
  }
}

/** One that can't be read is left to its order, which brings it too. */
async function refund(c: Context, ask: Ask, payload: unknown, shop: string, delivery: Delivery): Promise<Response> {
  try {
    const told = readRefund(payload)
    if (!told) return c.text('ignored')
    const { outcome } = await ask('order.refund', { store: readStore(shop), ...told }, shopifyItself, delivery)
    return c.text(outcome ?? 'done')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.text('ignored')
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return parseExactly(body)
  } catch {
    return undefined
  }
}

/** The same for every retry. Without Shopify's ids the bytes themselves tell: a retry repeats them exactly. */
function deliveryOf(c: Context, topic: string, shop: string, body: Uint8Array): Delivery {
  const event = c.req.header('X-Shopify-Event-Id') ?? createHash('sha256').update(body).digest('hex')
  const key = c.req.header('X-Shopify-Webhook-Id') ?? `${shop} ${topic} ${event}`
  // An index holds no key of thousands of characters.
  return { source: 'shopify', key: key.length > 200 ? createHash('sha256').update(key).digest('hex') : key }
}

const later = (c: Context) => c.body(null, 503, { 'Retry-After': '10' })
