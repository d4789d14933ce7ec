import type { Finding } from '../../kernel/shapes/finding.ts'
import type { StoreFacts, StoreLink } from '../../kernel/shapes/storefront.ts'
import type { Admin } from './admin/client.ts'
import { ABOUT_STORE } from './admin/documents/shop.ts'
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
