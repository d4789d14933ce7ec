import type { FakeOrder } from '../../test/shopify/fake/order.ts'
import { openShopify } from '../../test/shopify/fake/server.ts'
import type { FakeShop } from '../../test/shopify/fake/shop.ts'

export type OpenStore = {
  shop: FakeShop
  url: string
  /** What a customer can buy, by SKU. */
  sells: Readonly<Record<string, { title: string; price: number }>>
  place(pieces: Readonly<Record<string, number>>): FakeOrder
  connection: Record<string, string>
  settings: Record<string, string>
  /** Where its webhooks go: a public address, and where that is on this machine. */
  reach(origin: string, here: string): void
  close(): Promise<void>
}

const SELLS = {
  LAMP: { title: 'Lamp, olive', price: 4_900 },
  BULB: { title: 'Bulb', price: 900 },
  BOWL: { title: 'Bowl, oak', price: 2_000 },
}
/** How often it tries what it has to tell, ms. */
const PACE = 300

/** A Shopify of our own, with one store. */
export async function openStore(): Promise<OpenStore> {
  const { shop, url, close } = await openShopify()
  const turn = setInterval(() => void shop.webhooks.deliver(), PACE)
  const { domain: address, app } = shop
  return {
    ...{ shop, url, sells: SELLS },
    place: pieces =>
      shop.place({
        lines: Object.entries(SELLS).flatMap(([sku, sold]) =>
          pieces[sku] ? [{ sku, ...sold, quantity: pieces[sku] }] : [],
        ),
      }),
    connection: { kind: 'shopify', address, name: 'North Coast', key: app.clientId, secret: app.clientSecret },
    settings: { SHOPIFY_API_URL: url },
    reach: (origin, here) => shop.webhooks.reach(origin, here),
    close() {
      clearInterval(turn)
      return close()
    },
  }
}
