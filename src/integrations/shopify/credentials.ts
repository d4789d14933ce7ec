import type { Credentials, ReadCredentials, StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { shopDomain } from './admin/domain.ts'
import type { Access } from './admin/tokens.ts'

/** A token that lasts, as stores made them until 2026. */
const LASTING = 'shpat_'

/**
 * What lets us into a Shopify store: the client ID and secret of an app, or a token with, for webhooks, the app's secret.
 * @throws Refusal that names the field.
 */
export function readCredentials({ address, key, secret }: Credentials): ReadCredentials {
  if (!address) throw new Refusal('Give the store’s domain, such as north-coast.myshopify.com.', 'address')
  const domain = shopDomain(address)
  if (!key) throw new Refusal('Give the client ID of your app at Shopify, or its token that begins with shpat_.', 'key')
  if (key.startsWith(LASTING)) return { address: domain, secrets: { token: key, ...(secret && { webhook: secret }) } }
  if (!secret) throw new Refusal('Give the client secret of your app as well.', 'secret')
  return { address: domain, secrets: { clientId: key, clientSecret: secret, webhook: secret } }
}

/** How they let us in. */
export function accessOf({ secrets: { token, clientId = '', clientSecret = '' } }: Pick<StoreLink, 'secrets'>): Access {
  return token ? { kind: 'token', token } : { kind: 'client credentials', clientId, clientSecret }
}
