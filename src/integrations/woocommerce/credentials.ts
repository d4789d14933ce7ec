import { createHmac } from 'node:crypto'
import { isLoopback } from '../../kernel/ground/http.ts'
import type { Credentials, ReadCredentials, StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { siteOf } from './site.ts'

/** Reads what an owner typed or pasted. @throws Refusal on the field that is missing or wrong. */
export function readCredentials({ address, key, secret }: Credentials): ReadCredentials {
  const site = readSite(address)
  if (!key?.startsWith('ck_'))
    throw new Refusal(
      'The consumer key begins with ck_. Make one in WooCommerce → Settings → Advanced → REST API.',
      'key',
    )
  if (!secret?.startsWith('cs_'))
    throw new Refusal('The consumer secret begins with cs_, and is shown next to the key.', 'secret')
  return { address: site, secrets: { key, secret } }
}

/** The site of an address. @throws Refusal where the secret would go over the wire unencrypted. */
export function readSite(address: string | undefined): string {
  const site = address ? siteOf(address) : null
  if (!site) throw new Refusal('Say the address of the shop, such as shop.example.', 'address')
  const host = URL.parse(`https://${site}`)?.hostname ?? ''
  if (/^http:\/\//i.test(address?.trim() ?? '') && !isLoopback(host))
    throw new Refusal(
      `${site} has to be reached over https, since its key would be sent readable otherwise.`,
      'address',
    )
  return site
}

/** What a store's webhooks are signed with, where Waybill made them: it follows from the key, and changes with it. */
export function webhookSecret({ address, secrets }: StoreLink): string {
  return createHmac('sha256', secrets.secret ?? '')
    .update(`webhooks of ${address}`)
    .digest('hex')
}
