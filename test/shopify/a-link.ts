import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import type { StoreLink } from '../../src/kernel/shapes/storefront.ts'
import { aStore } from './a-store.ts'

/** A store as its owner connects it, by the client ID and secret of an app, and what can be done there. */
export async function aLink() {
  const { shop, url } = await aStore()
  const storefront = shopifyStorefront({ log: openLog('silent'), now: () => new Date(shop.clock.now()), base: url })
  const { address, secrets } = storefront.read({ address: shop.domain, key: 'a1b2c3', secret: 'shpss_north' })
  const link: StoreLink = {
    ...{ store: 's1', name: 'North Coast', address: address ?? '', secrets, notes: {} },
    ...{ notifiesCustomers: true, completesOrders: false, settings: {} },
    note: async more => void Object.assign(link, { notes: { ...link.notes, ...more } }),
    replace: async secrets => void Object.assign(link, { secrets }),
    reread: async () => link.secrets,
  }
  return { shop, storefront: storefront as Required<typeof storefront>, link }
}
