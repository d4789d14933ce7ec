import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { shopDomain } from '../admin/domain.ts'

/** How far Shopify's clock and ours may be apart, ms. */
const FRESH = 5 * 60_000

/**
 * Checks that Shopify sent somebody here, just now, and answers for which store.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant#step-1-verify-the-installation-request
 * @param secrets of the app: any will do, so that one can be exchanged.
 * @throws Refusal
 */
export function fromShopify(query: URLSearchParams, secrets: readonly string[], now: Date): string {
  const pairs = [...query].filter(([name]) => name !== 'hmac')
  const isOnce = new Set(pairs.map(([name]) => name)).size === pairs.length
  const said = new URLSearchParams(pairs.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
  if (!isOnce || !secrets.some(secret => isSame(query.get('hmac') ?? '', hmacOf(said, secret))))
    throw new Refusal('Shopify didn’t send you here. Open the link from your chat, or the app in Shopify, again.')
  const age = Math.abs(now.getTime() - Number(query.get('timestamp')) * 1_000)
  if (!(age < FRESH))
    throw new Refusal('This page is too old. Open the link from your chat, or the app in Shopify, again.')
  return shopDomain(query.get('shop') ?? '')
}

const hmacOf = (said: string, secret: string) => createHmac('sha256', secret).update(said).digest('hex')

/** In constant time. */
export function isSame(given: string, due: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(due)]
  return one.length === other.length && timingSafeEqual(one, other)
}
