import { originOf } from '../admin/domain.ts'
import { NEEDED_SCOPES } from '../admin/scopes.ts'

/** Where owners begin and come back. */
export const OAUTH = '/shopify/oauth'

/**
 * Shopify's page where the owner installs the app.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
export function authorizePage(
  shop: string,
  asked: { clientId: string; at: string; state: string; base: string | null },
): string {
  const page = new URL(`${originOf(shop, asked.base)}/admin/oauth/authorize`)
  page.searchParams.set('client_id', asked.clientId)
  page.searchParams.set('scope', Object.keys(NEEDED_SCOPES).join(','))
  page.searchParams.set('redirect_uri', `${asked.at}${OAUTH}/callback`)
  page.searchParams.set('state', asked.state)
  return page.href
}
