import { isLoopback } from '../../kernel/ground/http.ts'
import type { Credentials } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { readSite } from './credentials.ts'

/**
 * WooCommerce's page where the owner, logged in, approves a key of ours.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-endpoint
 * @throws Refusal where the key would come back over the wire unencrypted.
 */
export function handOut({ address }: Credentials, at: string, ticket: string) {
  const site = readSite(address)
  const isOverHttps = at.startsWith('https://') || isLoopback(new URL(at).hostname)
  if (!isOverHttps)
    throw new Refusal(
      'WooCommerce sends keys over https only. Set `PUBLIC_URL` to an https address, or enter the key and the secret.',
      'key',
    )
  const scheme = isLoopback(new URL(`https://${site}`).hostname) ? 'http' : 'https'
  const page = new URL(`${scheme}://${site}/wc-auth/v1/authorize`)
  const own = `${at}/webhooks/woocommerce/-`
  const asked = {
    app_name: 'Waybill',
    scope: 'read_write',
    user_id: '1',
    return_url: `${own}/done`,
    callback_url: `${own}/keys/${ticket}`,
  }
  for (const [name, value] of Object.entries(asked)) page.searchParams.set(name, value)
  return { page: page.href, address: site }
}
