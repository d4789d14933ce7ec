import type { Finding } from '../../kernel/shapes/finding.ts'
import type { StoreFacts, StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { Admin } from './admin/client.ts'
import { ABOUT_STORE, NEWEST_ADDRESSES } from './admin/documents/shop.ts'
import { missingScopes } from './admin/scopes.ts'
import { VERSION } from './admin/version.ts'

/** What a store says of itself, and what Waybill lacks there. */
export async function look(admin: Admin, link: StoreLink): Promise<StoreFacts> {
  const { shop, currentAppInstallation, publicApiVersions } = await admin.ask(ABOUT_STORE, {})
  const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle)
  await link.note({ scopes, currency: shop.currencyCode, zone: shop.ianaTimezone })
  const served = publicApiVersions.some(({ handle, supported }) => handle === VERSION && supported)
  const old = served
    ? admin.versionTrouble()
    : `Shopify no longer serves version ${VERSION} of its API. Update Waybill.`
  const findings: Finding[] = [
    { well: true, what: `Shopify lets Waybill into ${shop.name}.` },
    ...missingScopes(scopes).map(what => ({ well: false, what })),
    ...(await lookForAddresses(admin, scopes)),
    ...(old ? [{ well: false, what: old }] : []),
    ...(link.secrets.webhook || link.secrets.refresh
      ? []
      : [
          {
            well: false,
            what: 'Waybill can’t check who sends its webhooks.',
            fix: 'Connect the store again with the app’s secret.',
          },
        ]),
  ]
  return { name: shop.name, findings }
}

const HIDDEN: Finding = {
  well: false,
  what: 'Shopify hides customers’ addresses from Waybill’s app, so its orders can’t be shipped.',
  fix: 'Give the app access to protected customer data (name, address, phone and e-mail) in the Dev Dashboard. The store’s plan must allow it.',
}

/** An app that may see orders is not shown where they go unless that was allowed too. */
async function lookForAddresses(admin: Admin, scopes: readonly string[]): Promise<readonly Finding[]> {
  if (!scopes.some(scope => scope === 'read_orders' || scope === 'write_orders')) return []
  try {
    const { nodes } = (await admin.ask(NEWEST_ADDRESSES, {})).orders
    const toShip = nodes.filter(({ requiresShipping }) => requiresShipping)
    return toShip.length > 0 && toShip.every(({ shippingAddress: to }) => !to?.address1) ? [HIDDEN] : []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [HIDDEN]
  }
}
