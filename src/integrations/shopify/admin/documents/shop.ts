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

type Newest = {
  orders: { nodes: { requiresShipping: boolean; shippingAddress: { address1: string | null } | null }[] }
}

/** Whether the app may know where orders go. */
export const NEWEST_ADDRESSES = document<Newest>(`query NewestAddresses {
  orders(first: 10, sortKey: CREATED_AT, reverse: true) { nodes { requiresShipping shippingAddress { address1 } } }
}`)
