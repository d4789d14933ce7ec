import { type Paging, page } from './page.ts'
import { returnable } from './returns.ts'
import type { FakeShop } from './shop.ts'

type Search = Paging & { query?: string | null; sortKey?: string | null; reverse?: boolean | null }
type ById = { id: string }

/** What can be read of a shop. */
export function queries(shop: FakeShop) {
  return {
    shop: {
      id: 'gid://shopify/Shop/1',
      name: shop.name,
      myshopifyDomain: shop.domain,
      currencyCode: shop.currency,
      ianaTimezone: 'America/New_York',
    },
    currentAppInstallation: () => ({
      accessScopes: [...shop.app.scopes].map(handle => ({ handle, description: handle })),
    }),
    publicApiVersions: ['2026-01', '2026-04', '2026-07', '2026-10', '2027-01', 'unstable'].map(handle => ({
      handle,
      displayName: handle,
      supported: handle < '2027',
    })),
    order: ({ id }: ById) => shop.orders.get(id) ?? null,
    orders: (search: Search) => shop.index.search(search),
    ordersCount: ({ query, limit }: { query?: string | null; limit?: number | null }) => {
      const count = shop.index.count(query)
      const most = limit ?? 10_000
      return { count: Math.min(count, most), precision: count > most ? 'AT_LEAST' : 'EXACT' }
    },
    fulfillmentOrder: ({ id }: ById) => shop.findFulfillmentOrder(id) ?? null,
    fulfillment: ({ id }: ById) => shop.findFulfillment(id) ?? null,
    refund: ({ id }: ById) => shop.findRefund(id) ?? null,
    return: ({ id }: ById) => shop.findReturn(id) ?? null,
    returnableFulfillments: ({ orderId, ...paging }: Paging & { orderId: string }) =>
      page(returnable(shop, orderId), paging),
    job: ({ id }: ById) => shop.jobs.get(id) ?? null,
    webhookSubscriptions: (asked: Paging & { topics?: readonly string[] | null; uri?: string | null }) =>
      page(
        shop.webhooks.subscriptions.filter(
          one => (!asked.topics || asked.topics.includes(one.topic)) && (!asked.uri || asked.uri === one.uri),
        ),
        asked,
      ),
  }
}
