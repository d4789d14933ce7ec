import { Hono } from 'hono'
import { integration } from '../../../src/kernel/connecting/integration.ts'
import { textSetting } from '../../../src/kernel/connecting/setting-checks.ts'
import { incoming } from '../../stage/incoming.ts'

/** A store that sends orders as `number sku`. */
export const bazaar = integration({
  name: 'bazaar',
  title: 'Bazaar',
  settings: { BAZAAR_SHOP: { check: textSetting, means: 'The name of your stall.' } },
  isWanted: has => has('BAZAAR_SHOP'),
  plan({ BAZAAR_SHOP: name = '' }) {
    return {
      connect({ ask, isOpen }) {
        const app = new Hono()
        app.post('/', async c => {
          if (!isOpen()) return c.body(null, 503)
          const [number = '', sku = ''] = (await c.req.text()).split(' ')
          const order = incoming(number, [{ sku }], { store: { kind: 'bazaar', key: name, name } })
          const { outcome } = await ask('order.receive', order, { side: 'system', name: 'Bazaar' })
          return c.text(outcome ?? '')
        })
        return { routes: [{ at: '/webhooks/bazaar', app }] }
      },
    }
  },
})
