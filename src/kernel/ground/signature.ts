import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether these bytes were signed with one of the secrets: base64 of HMAC-SHA256 over the raw body, as Shopify
 * (`X-Shopify-Hmac-Sha256`) and WooCommerce (`X-WC-Webhook-Signature`) do. Any will do, so that one can be exchanged while
 * webhooks signed with the old one are still being retried.
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature ?? '')
  return secrets.some(secret => {
    const due = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
    return given.length === due.length && timingSafeEqual(given, due)
  })
}
