import { integration } from '../../kernel/connecting/integration.ts'
import { mayBeOn } from '../../kernel/connecting/setting-checks.ts'
import { openApp } from './app.ts'
import { apiChat } from './chat.ts'
import { choicesOf } from './choices.ts'
import { apiRoutes } from './routes/all-routes.ts'

/** The API for suppliers' systems and the shop's own. */
export const api = integration({
  name: 'api',
  title: 'API',
  settings: {
    API: { check: mayBeOn, means: 'Whether systems with a key are served at `/api/v1`.', default: 'on' },
  },
  isWanted: has => !has('API', 'off'),
  plan: () => ({
    connect({ ask, db, business: { keys, resources }, commands, isOpen, failed, now }) {
      const routes = apiRoutes(choicesOf(commands))
      const app = openApp({ ask, db, keys, resources, routes, ready: isOpen, failed, now })
      return { chat: apiChat({ db, ask, resources, now }), routes: [{ at: '/api/v1', app }] }
    },
  }),
})
