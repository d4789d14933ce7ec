import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting, secretPath } from '../../kernel/connecting/setting-checks.ts'
import { ship24Feed } from './feed.ts'
import { readTrackers24 } from './read.ts'

const named = { name: 'ship24', title: 'Ship24' } as const
const API = 'https://api.ship24.com/public/v1'

/** Ship24 follows parcels, and tells by webhook what carriers do with them. It signs nothing: its address is secret. */
export const ship24 = integration({
  ...named,
  settings: {
    SHIP24_API_KEY: { check: keySetting, means: 'Has Ship24 follow your parcels.' },
    SHIP24_WEBHOOK_TOKEN: {
      check: secretPath,
      means: 'The secret end of the address for Ship24’s webhooks, `/carrier/ship24/…`: Ship24 doesn’t sign them.',
    },
  },
  isWanted: has => has('SHIP24_API_KEY'),
  lacks: has =>
    has('SHIP24_API_KEY') && !has('SHIP24_WEBHOOK_TOKEN')
      ? ['SHIP24_WEBHOOK_TOKEN must be a secret of your own; `openssl rand -hex 24` makes one']
      : [],
  plan({ SHIP24_API_KEY: key = '', SHIP24_WEBHOOK_TOKEN: token = '' }) {
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'SHIP24_API_KEY', headers: { authorization: `Bearer ${key}` } },
    })
    const feed = ship24Feed(client)
    const door = { ...named, token, read: readTrackers24, isSigned: () => true }
    return {
      connect: offered => ({
        feed,
        routes: [{ at: '/carrier/ship24', app: openFeedDoor({ ...offered, ...door }) }],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
