import { createHmac } from 'node:crypto'
import { bodyOf } from './fake/bodies.ts'
import type { FakeOrder } from './fake/order.ts'
import type { FakeShop } from './fake/shop.ts'

/** A webhook about an order, signed with the secret of the app, as a request to Waybill. */
export function webhookOf(order: FakeOrder, topic: string, { domain, app }: FakeShop): [string, RequestInit] {
  const body = JSON.stringify(topic.startsWith('orders/') ? bodyOf(order) : { shop_domain: domain })
  const headers = {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': domain,
    'x-shopify-hmac-sha256': createHmac('sha256', app.clientSecret).update(body).digest('base64'),
  }
  return ['/webhooks/shopify', { method: 'POST', body, headers }]
}
