import { document } from '../document.ts'

type About = {
  shop: { name: string; myshopifyDomain: string; currencyCode: string; ianaTimezone: string }
  currentAppInstallation: { accessScopes: { handle: string }[] }
  publicApiVersions: { handle: string; supported: boolean }[]
}

/** Who the store is, and what we may do there. */
export const ABOUT_STORE = document<About>(`query About {
  shop { name myshopifyDomain currencyCode ianaTimezone }
  currentAppInstallation { accessScopes { handle } }
  publicApiVersions { handle supported }
}`)
