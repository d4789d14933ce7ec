import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting, secretPath } from '../../kernel/connecting/setting-checks.ts'
import { shippoFeed } from './feed.ts'
import { readTrackUpdate } from './read.ts'

const named = { name: 'shippo', title: 'Shippo' } as const
const API = 'https://api.goshippo.com'

/** Shippo follows parcels, and tells by webhook what carriers do with them. It signs nothing: its address is secret. */
export const shippo = integration({
  ...named,
  settings: {
    SHIPPO_TOKEN: { check: keySetting, means: 'Has Shippo follow your parcels.' },
    SHIPPO_WEBHOOK_TOKEN: {
      check: secretPath,
      means: 'The secret end of the address for Shippo’s webhooks, `/carrier/shippo/…`: Shippo doesn’t sign them.',
    },
  },
  isWanted: has => has('SHIPPO_TOKEN'),
  lacks: has =>
    has('SHIPPO_TOKEN') && !has('SHIPPO_WEBHOOK_TOKEN')
      ? ['SHIPPO_WEBHOOK_TOKEN must be a secret of your own; `openssl rand -hex 24` makes one']
      : [],
  plan({ SHIPPO_TOKEN: key = '', SHIPPO_WEBHOOK_TOKEN: token = '' }) {
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'SHIPPO_TOKEN', headers: { authorization: `ShippoToken ${key}` } },
    })
    const feed = shippoFeed(client)
    const door = { ...named, token, read: readTrackUpdate, isSigned: () => true }
    return {
      connect: offered => ({
        feed,
        routes: [{ at: '/carrier/shippo', app: openFeedDoor({ ...offered, ...door }) }],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
