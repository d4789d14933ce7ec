import { createHmac } from 'node:crypto'
import type { FakeShop } from './shop.ts'

type Page = { status: number; body: string }
const refused = (error: string): Page => ({ status: 400, body: `Oauth error invalid_request: ${error}` })

/** `/admin/oauth/authorize`: the owner, logged in, sees what the app wants, and a link that installs it. */
export function authorizing(shop: FakeShop, query: URLSearchParams): Page {
  const { clientId, redirects } = shop.app
  const [scope, to] = [query.get('scope') ?? '', query.get('redirect_uri') ?? '']
  if (query.get('client_id') !== clientId) return refused('Could not find Shopify API application with api_key')
  if (!redirects.includes(to)) return refused('The redirect_uri is not whitelisted')
  if (!scope || scope.split(',').some(one => !/^(read|write)_[a-z_]+$/.test(one)))
    return refused('The scope is invalid')
  const signed = signedBy(shop, { code: shop.app.owner.code(), state: query.get('state') ?? '' })
  return { status: 200, body: `<h1>Install Waybill</h1><p>${scope}</p><a href="${to}?${signed}">Install app</a>` }
}

/** What Shopify sends a browser to an app with. */
export function signedBy(shop: FakeShop, more: Readonly<Record<string, string>> = {}): URLSearchParams {
  const host = Buffer.from(`admin.shopify.com/store/${shop.domain}`).toString('base64url')
  const timestamp = String(Math.floor(shop.clock.now() / 1_000))
  const pairs = Object.entries({ ...more, host, shop: shop.domain, timestamp }).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = pairs.map(pair => pair.join('=')).join('&')
  const hmac = createHmac('sha256', shop.app.clientSecret).update(said).digest('hex')
  return new URLSearchParams([...pairs, ['hmac', hmac]])
}
