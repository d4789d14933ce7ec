import type { Credentials, ReadCredentials, StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { App, Granted } from './admin/ask-for-token.ts'
import { shopDomain } from './admin/domain.ts'
import { type Access, type Passing, tokenEnds } from './admin/tokens.ts'

/** A token that lasts, as stores made them until 2026. */
const LASTING = 'shpat_'

/**
 * What lets us into a Shopify store: the client ID and secret of an app, or a token with, for webhooks, the app's secret.
 * @throws Refusal that names the field.
 */
export function readCredentials({ address, key, secret }: Credentials): ReadCredentials {
  const domain = readDomain(address)
  if (!key) throw new Refusal('Give the client ID of your app at Shopify, or its token that begins with shpat_.', 'key')
  if (key.startsWith(LASTING)) return { address: domain, secrets: { token: key, ...(secret && { webhook: secret }) } }
  if (!secret) throw new Refusal('Give the client secret of your app as well.', 'secret')
  return { address: domain, secrets: { clientId: key, clientSecret: secret, webhook: secret } }
}

/** @throws Refusal on the field. */
export function readDomain(address: string | undefined): string {
  if (!address) throw new Refusal('Give the store’s domain, such as north-coast.myshopify.com.', 'address')
  return shopDomain(address)
}

/** What an owner's permission is kept as. A token without another that renews it lasts. */
export function secretsOf({ access_token: token, refresh_token: refresh, ...granted }: Granted, now: number) {
  return refresh ? kept({ token, refresh, ends: tokenEnds(granted, now) }) : { token }
}

const kept = ({ token, refresh, ends }: Passing) => ({ token, refresh, ends: String(ends) })

function passing({ token, refresh, ends }: StoreLink['secrets']): Passing | null {
  return token && refresh ? { token, refresh, ends: Number(ends) } : null
}

/**
 * How they let us in.
 * @param app our own, which others' stores install.
 */
export function accessOf(link: Pick<StoreLink, 'secrets' | 'replace' | 'reread'>, app: App | null): Access {
  const { token, clientId = '', clientSecret = '' } = link.secrets
  const held = passing(link.secrets)
  if (held) {
    if (!app)
      throw new Refusal('Set `SHOPIFY_CLIENT_ID` and `SHOPIFY_CLIENT_SECRET` again: this store installed that app.')
    const keep = {
      reread: async () => passing(await link.reread()),
      replace: (renewed: Passing) => link.replace(kept(renewed)),
    }
    return { kind: 'owner', held, kept: keep, ...app }
  }
  return token ? { kind: 'token', token } : { kind: 'client credentials', clientId, clientSecret }
}
