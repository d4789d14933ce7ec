import { afterEach } from 'vitest'
import { type Admin, openAdmin } from '../../src/integrations/shopify/admin/client.ts'
import type { Access } from '../../src/integrations/shopify/admin/tokens.ts'
import { openShopify, type Shopify } from './fake/server.ts'

const open: Shopify[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()))
})

/** A shop at the fake Shopify, and our way into it. */
export async function aStore(access?: Access) {
  const shopify = await openShopify()
  open.push(shopify)
  const { shop, url } = shopify
  const warned: string[] = []
  const note = (_: object, text: string) => void warned.push(text)
  const log = { info: note, warn: note, error: note, debug: note }
  const way = access ?? { kind: 'token' as const, token: shop.app.staticToken() }
  const admin: Admin = openAdmin({ domain: shop.domain, access: way, base: url }, log as never, () => shop.clock.now())
  return { shop, url, admin, warned, close: shopify.close }
}

/** The app of the fake, as its owner copies it from Shopify. */
export const DAILY: Access = { kind: 'client credentials', clientId: 'a1b2c3', clientSecret: 'shpss_north' }
