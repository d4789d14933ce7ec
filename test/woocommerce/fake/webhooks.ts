import { createHash, createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { unknownIn, wrong } from './answer.ts'
import type { Json, Shop, Webhook } from './shop.ts'

const TOPICS = /^(order|product|customer|coupon)\.(created|updated|deleted|restored)$/

/** `wc/v3/webhooks`: made with a ping; the secret is never shown again. */
export function webhooksApi(shop: Shop): Hono {
  const app = new Hono()
  const shown = ({ secret, failures, ...one }: Webhook) => ({ ...one, resource: one.topic.split('.')[0] })
  const find = (id: string) => shop.webhooks.find(one => one.id === Number(id))
  app.get('/', c => {
    const page = Number(c.req.query('page') ?? 1)
    const perPage = Number(c.req.query('per_page') ?? 10)
    c.header('X-WP-Total', String(shop.webhooks.length))
    return c.json(shop.webhooks.slice((page - 1) * perPage, page * perPage).map(shown))
  })
  app.post('/', async c => {
    const body = (await c.req.json()) as Json
    const unknown = unknownIn(body, ['name', 'topic', 'delivery_url', 'secret', 'status'])
    if (unknown.length > 0) return wrong(c, 400, 'fake_unknown_field', unknown.join(', '))
    const { topic, delivery_url } = body as Record<string, string>
    if (!TOPICS.test(topic ?? ''))
      return wrong(
        c,
        400,
        'woocommerce_rest_shop_webhook_invalid_topic',
        'Webhook topic is required and must be valid.',
      )
    if (!URL.canParse(delivery_url ?? ''))
      return wrong(
        c,
        400,
        'woocommerce_rest_shop_webhook_invalid_delivery_url',
        'Webhook delivery URL must be a valid URL.',
      )
    const made = { status: 'active', secret: '', ...body, id: shop.nextId(), failures: 0 } as unknown as Webhook
    shop.webhooks.push(made)
    await fetch(shop.here(made.delivery_url), {
      method: 'POST',
      body: new URLSearchParams({ webhook_id: String(made.id) }),
    }).catch(() => null)
    return c.json(shown(made), 201)
  })
  app.put('/:id{\\d+}', async c => {
    const one = find(c.req.param('id'))
    if (!one) return wrong(c, 400, 'woocommerce_rest_shop_webhook_invalid_id', 'ID is invalid.')
    const body = (await c.req.json()) as Json
    if (body.status && !['active', 'paused', 'disabled'].includes(String(body.status)))
      return wrong(c, 400, 'woocommerce_rest_shop_webhook_invalid_status', 'Webhook status must be valid.')
    Object.assign(one, body)
    return c.json(shown(one))
  })
  app.delete('/:id{\\d+}', c => {
    if (c.req.query('force') !== 'true')
      return wrong(c, 501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.')
    const at = shop.webhooks.findIndex(one => one.id === Number(c.req.param('id')))
    if (at < 0) return wrong(c, 404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.')
    return c.json(shop.webhooks.splice(at, 1).map(shown)[0])
  })
  return app
}

/**
 * Sends what is owed, once: WooCommerce never tries again, and switches a webhook off at the seventh failure in a row.
 * Bodies are made only now, as they are then, and as the webhook's user may see them.
 */
export async function deliver(shop: Shop): Promise<void> {
  for (const { topic, order: id } of shop.waiting.splice(0))
    for (const webhook of shop.webhooks.filter(one => one.topic === topic && one.status === 'active')) {
      const body = JSON.stringify(bodyOf(shop, topic, id))
      const [resource = '', event = ''] = topic.split('.')
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'WooCommerce/10.4.0 Hookshot (WordPress/6.9)',
        ...{ 'x-wc-webhook-topic': topic, 'x-wc-webhook-resource': resource, 'x-wc-webhook-event': event },
        'x-wc-webhook-signature': createHmac('sha256', decoded(webhook.secret)).update(body).digest('base64'),
        'x-wc-webhook-id': String(webhook.id),
        'x-wc-webhook-delivery-id': createHash('md5').update(`${webhook.id}${shop.nextId()}`).digest('hex'),
      }
      const sent = fetch(shop.here(webhook.delivery_url), { method: 'POST', body, headers, redirect: 'manual' })
      const response = await sent.catch(() => null)
      if (response && response.status >= 200 && response.status < 303) webhook.failures = 0
      else if (webhook.failures > 5) webhook.status = 'disabled'
      else webhook.failures += 1
    }
}

function bodyOf(shop: Shop, topic: string, id: number): unknown {
  if (topic === 'order.deleted') return { id }
  if (!shop.setup.mayManage)
    return {
      code: 'woocommerce_rest_cannot_view',
      message: 'Sorry, you cannot view this resource.',
      data: { status: 401 },
    }
  return shop.orders.get(id)
}

/** `wp_specialchars_decode`, for the entities that tests use. */
const decoded = (secret: string) => secret.replaceAll('&quot;', '"').replaceAll('&#039;', "'").replaceAll('&amp;', '&')
