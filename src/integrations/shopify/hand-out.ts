import type { Credentials } from '../../kernel/shapes/storefront.ts'
import { readDomain } from './credentials.ts'
import { OAUTH } from './oauth/authorize.ts'

/** Our page, which sends the owner on to Shopify. @throws Refusal on the address. */
export function handOut({ address }: Credentials, at: string, ticket: string) {
  const page = new URL(`${at}${OAUTH}/start`)
  page.searchParams.set('ticket', ticket)
  return { page: page.href, address: readDomain(address) }
}
