import { setTimeout } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ask } from '../../kernel/asking/command.ts'
import { isSigned } from '../../kernel/ground/signature.ts'
import type { StoreLink } from '../../kernel/shapes/storefront.ts'
import { parseExactly } from '../../kernel/words/exact-json.ts'
import { openStore } from './connection.ts'
import { webhookSecret } from './credentials.ts'
import { keyRoutes } from './key-routes.ts'
import { settingsOf } from './own-settings.ts'
import { askForRefunds } from './report.ts'
import { signingSecrets } from './secret.ts'
import { siteOf } from './site.ts'
import type { StatusMeaning } from './statuses.ts'
import { errorIn, takeOrder } from './take.ts'

const MOST_BYTES = 5 * 1024 * 1024
/** WooCommerce waits for a minute and then never comes back: what fails is tried again meanwhile, after so many ms. */
const PAUSES: readonly number[] = [500, 2_000, 8_000, 20_000]

type Wired = {
  ask: Ask
  /** The secret of webhooks that the owner made, as it was typed. */
  secret?: string | undefined
  /** The shop that its owner connected. */
  find: (site: string) => Promise<StoreLink | null>
  statuses: ReadonlyMap<string, StatusMeaning>
  /** Whether the database is open and orders can be taken. */
  ready: () => boolean
  /** Hears what keeps a site's orders from us, in words, and null when one came through again. */
  trouble: (site: string, sentence: string | null) => void
  log: Record<'info' | 'error', (fields: object, text: string) => void>
  now: () => Date
  pauses?: readonly number[]
}

/**
 * WooCommerce's webhooks, to be mounted at `/webhooks/woocommerce`; the rest of the path is the store's site. WooCommerce
 * never sends anything again and switches a webhook off after some failures in a row, so everything that a second try
 * could not end otherwise is answered 200. 401 for a signature that isn't the store's, 413 above 5 MB, and 503 only when
 * Waybill could not save the order for half a minute.
 */
export function connectWooCommerce(wired: Wired): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    wired.log.error({ err: error }, 'a WooCommerce webhook failed')
    return c.body(null, 503)
  })
  app.route('/-', keyRoutes(wired.ask))
  app.post('/:site{.+}', bodyLimit({ maxSize: MOST_BYTES, onError: c => c.body(null, 413) }), async c => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    if (isPing(c, body)) return c.text('pong')
    const site = siteOf(c.req.param('site') ?? '')
    return (site && (await insist(wired, () => take(c, wired, site, body)))) || c.body(null, 401)
  })
  app.all('*', c => c.body(null, 405, { Allow: 'POST' }))
  return app
}

/** Sent unsigned when somebody saves the webhook; WooCommerce doesn't switch it on unless the answer is 200. */
function isPing(c: Context, body: Uint8Array): boolean {
  return !c.req.header('X-WC-Webhook-Signature') && /^webhook_id=\d+$/.test(new TextDecoder().decode(body.slice(0, 64)))
}

async function take(c: Context, wired: Wired, site: string, body: Uint8Array): Promise<Response> {
  const link = await wired.find(site)
  const secrets = [
    ...(wired.secret ? signingSecrets(wired.secret) : []),
    ...(link?.secrets.secret ? [webhookSecret(link)] : []),
  ]
  if (!isSigned(body, c.req.header('X-WC-Webhook-Signature'), secrets)) return c.body(null, 401)
  const [resource, event = ''] = (c.req.header('X-WC-Webhook-Topic') ?? 'order.').split('.')
  if (resource !== 'order') {
    wired.log.info({ resource }, 'a WooCommerce webhook that Waybill does not need')
    return c.text('ignored')
  }
  const payload = parsed(body)
  const error = errorIn(payload)
  if (error) {
    wired.trouble(site, `${site} sends an error in place of its orders: “${error}”`)
    return c.text('ignored')
  }
  const refunds = link && (await refundsTold(link, payload, wired))
  const { statuses } = wired
  const own = link ? settingsOf(link, { statuses, note: '' }).statuses : statuses
  const source = { site, statuses: own, at: wired.now(), refunds: refunds ?? undefined }
  const outcome = await takeOrder(wired.ask, payload, source, event)
  wired.trouble(site, null)
  return c.text(outcome)
}

/** Which pieces were given back only the shop can say; where it can't be asked now, the next walk brings them. */
async function refundsTold(link: StoreLink, payload: unknown, { log }: Wired) {
  try {
    return await askForRefunds(await openStore(link), payload)
  } catch (error) {
    log.info({ err: error }, 'a WooCommerce shop could not be asked for its refunds')
    return undefined
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return parseExactly(body)
  } catch {
    return undefined
  }
}

async function insist<T>({ ready, log, pauses = PAUSES }: Wired, work: () => Promise<T>): Promise<T> {
  for (const pause of pauses)
    try {
      if (ready()) return await work()
      await setTimeout(pause)
    } catch (error) {
      log.error({ err: error }, 'a WooCommerce webhook failed and is tried again')
      await setTimeout(pause)
    }
  if (!ready()) throw new Error('Waybill is starting or stopping')
  return work()
}
