import { listStaffRoom } from '../../kernel/asking/room.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { atLeast, mayBeOn } from '../../kernel/connecting/setting-checks.ts'
import { isLoopback } from '../../kernel/ground/http.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import type { Importer } from '../../kernel/shapes/importer.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { connectConsole } from './connect.ts'
import { consoleHoldings } from './holdings.ts'
import { STAFF_ROOMS } from './rooms.ts'

const none = () => Promise.reject(new Refusal('No files of orders can be imported here.'))
const noImporter: Importer = { encodings: [], preview: none, run: none }

/** The chat in the browser. */
export const console = integration({
  name: 'console',
  title: 'Console',
  isChat: true,
  holds: consoleHoldings,
  settings: {
    CONSOLE: {
      check: mayBeOn,
      means: 'The chat in the browser. Off by itself once a chat platform is configured.',
      default: 'on',
    },
    CONSOLE_SECRET: {
      check: atLeast(12),
      means:
        'What the console asks for until the first of your staff chose a name and password. Needed when `HOST` is not loopback.',
    },
  },
  isWanted: (has, { hasChat }) => !has('CONSOLE', 'off') && (has('CONSOLE') || !hasChat),
  lacks: (has, { host, hasChat }) =>
    isLoopback(host) || has('CONSOLE_SECRET') || has('CONSOLE', 'off') || (hasChat && !has('CONSOLE'))
      ? []
      : ['HOST lets others reach the console: set CONSOLE_SECRET (at least 12 characters), or CONSOLE=off'],
  plan({ CONSOLE_SECRET: secret = null }, { host, proxies }) {
    const own = isLoopback(host)
    return {
      async connect(offered) {
        const { db, ask, now, business, importers } = offered
        const [importer = noImporter] = importers.values()
        for (const { id: channel, name, purpose } of STAFF_ROOMS)
          await listStaffRoom(db, { chat: 'console', channel, name, purpose }, now())
        await ask('chat.hear', { chat: 'console', hears: true }, waybill)
        const { chat, app, close } = connectConsole({
          ...offered,
          accounts: business.accounts,
          firstSteps: business.firstSteps,
          proxies,
          people: () => business.peopleOn('console'),
          importer,
          stores: business.stores,
          work: business.work,
          pictures: business.pictures,
          secret: own ? null : secret,
          hosts: own ? ['localhost', '127.0.0.1', '[::1]', host] : null,
          onError: error => offered.failed(error, 'the console failed'),
        })
        return { chat, routes: [{ at: '/', app }], showsSample: true, stop: close }
      },
    }
  },
})
