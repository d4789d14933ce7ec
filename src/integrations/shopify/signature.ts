import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether Shopify signed these bytes: base64 of HMAC-SHA256 over the raw body, in `X-Shopify-Hmac-Sha256`.
 * Any of the secrets will do, so that one can be exchanged while webhooks signed with the old one are still being retried.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature ?? '')
  return secrets.some(secret => {
    const due = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
    return given.length === due.length && timingSafeEqual(given, due)
  })
}

/**
 * The secrets of a setting, separated by commas.
 * @throws Error when there is none: an empty secret would let anybody sign.
 */
export function readSecrets(setting: string): readonly string[] {
  const secrets = setting
    .split(',')
    .map(secret => secret.trim())
    .filter(Boolean)
  if (secrets.length === 0) throw new Error('Shopify needs at least one webhook secret')
  return secrets
}
