import { isLoopback } from '../../../kernel/ground/http.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'

/**
 * The domain of a store as Shopify itself names it. A crafted one would be sent our token.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

/** @throws Refusal for anything but a domain of Shopify's own. */
export function shopDomain(typed: string): string {
  const domain = typed
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
  if (!DOMAIN.test(domain))
    throw new Refusal(
      'That isn’t a Shopify domain. Give the one that ends in .myshopify.com: Settings → Domains lists it.',
      'address',
    )
  return domain
}

/** Where the store answers. `base`: a store of our own on this machine, for the sample shop. */
export function originOf(domain: string, base: string | null): string {
  if (base === null) return `https://${domain}`
  const { hostname, origin } = new URL(base)
  if (!isLoopback(hostname)) throw new Error('only a store on this machine has another address')
  return origin
}
