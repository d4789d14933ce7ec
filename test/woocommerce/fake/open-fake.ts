import { Hono } from 'hono'
import { listen } from '../../../src/kernel/ground/http.ts'
import { wrong } from './answer.ts'
import { Faults, suffer } from './faults.ts'
import { fulfillmentsApi } from './fulfillments.ts'
import { handingOut } from './handing-out.ts'
import { letIn } from './let-in.ts'
import { ordersApi } from './orders.ts'
import { type Setup, Shop } from './shop.ts'
import { trackingsApi } from './tracking-plugins.ts'
import { deliver, webhooksApi } from './webhooks.ts'

export type FakeWoo = {
  shop: Shop
  faults: Faults
  /** What Waybill knows the shop by: `127.0.0.1:51234`. */
  site: string
  url: string
  /** Sends the webhooks that are owed. */
  deliver: () => Promise<void>
  /** WordPress begins again, with the plugins that are there now. */
  reopen: () => void
  close: () => Promise<void>
}

/** A WooCommerce shop on real HTTP, as strict as its source, with the plugins and faults of its setup. */
export async function openFake(setup: Partial<Setup> = {}, now = new Date('2026-11-03T11:00:00Z')): Promise<FakeWoo> {
  const shop = new Shop(setup, now)
  const faults = new Faults()
  let api = restApi(shop)
  const app = new Hono()
  app.use('*', suffer(faults))
  app.route('/wc-auth/v1', handingOut(shop))
  app.all('*', async (c, next) => {
    const route = c.req.query('rest_route')
    if (c.req.path !== '/' || !route) return next()
    const address = new URL(c.req.url)
    address.pathname = `/wp-json${route}`
    return api.fetch(new Request(address, c.req.raw))
  })
  app.all('/wp-json/*', (c, next) => (shop.setup.hasPermalinks ? api.fetch(c.req.raw) : next()))
  app.all('*', c => c.html('<!DOCTYPE html><html><title>Page not found</title>', 404))
  const { url, close } = await listen(app, '127.0.0.1', 0)
  return {
    shop,
    faults,
    url,
    site: url.replace('http://', ''),
    deliver: () => deliver(shop),
    reopen() {
      api = restApi(shop)
    },
    close,
  }
}

const SPACES = { ast: 'wc-ast/v3', 'shipment-tracking': 'wc-shipment-tracking/v3' } as const

function restApi(shop: Shop): Hono {
  const app = new Hono({ strict: false }).basePath('/wp-json')
  const has = (plugin: Setup['plugins'][number]) => shop.setup.plugins.includes(plugin)
  app.get('/', c => {
    const spaces = (['ast', 'shipment-tracking'] as const).filter(has).map(plugin => SPACES[plugin])
    return c.json({ name: 'North &amp; South', gmt_offset: shop.setup.zone, namespaces: ['wp/v2', 'wc/v3', ...spaces] })
  })
  app.use('*', letIn(shop))
  app.get('/wc/v3', c => {
    const routes = [
      '/wc/v3/orders',
      ...(has('fulfillments') ? ['/wc/v3/orders/(?P<order_id>[\\d]+)/fulfillments'] : []),
    ]
    return c.json({ namespace: 'wc/v3', routes: Object.fromEntries(routes.map(route => [route, {}])) })
  })
  app.route('/wc/v3/webhooks', webhooksApi(shop))
  if (has('fulfillments')) app.route('/wc/v3/orders/:order{\\d+}/fulfillments', fulfillmentsApi(shop))
  for (const plugin of ['ast', 'shipment-tracking'] as const)
    if (has(plugin))
      app.route(`/${SPACES[plugin]}/orders/:order{\\d+}/shipment-trackings`, trackingsApi(shop, plugin === 'ast'))
  app.route('/wc/v3/orders', ordersApi(shop))
  app.all('*', c => wrong(c, 404, 'rest_no_route', 'No route was found matching the URL and request method.'))
  return app
}
