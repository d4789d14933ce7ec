import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting, secretPath } from '../../kernel/connecting/setting-checks.ts'
import { trackingMoreFeed } from './feed.ts'
import { readPushed } from './read.ts'

const named = { name: 'trackingmore', title: 'TrackingMore' } as const
const API = 'https://api.trackingmore.com/v4'

/** TrackingMore follows parcels, and tells by webhook. Its signature covers a timestamp alone, so its address is secret. */
export const trackingmore = integration({
  ...named,
  settings: {
    TRACKINGMORE_API_KEY: { check: keySetting, means: 'Has TrackingMore follow your parcels.' },
    TRACKINGMORE_WEBHOOK_TOKEN: {
      check: secretPath,
      means:
        'The secret end of the address for TrackingMore’s webhooks, `/carrier/trackingmore/…`: what it signs isn’t what it sends.',
    },
  },
  isWanted: has => has('TRACKINGMORE_API_KEY'),
  lacks: has =>
    has('TRACKINGMORE_API_KEY') && !has('TRACKINGMORE_WEBHOOK_TOKEN')
      ? ['TRACKINGMORE_WEBHOOK_TOKEN must be a secret of your own; `openssl rand -hex 24` makes one']
      : [],
  plan({ TRACKINGMORE_API_KEY: key = '', TRACKINGMORE_WEBHOOK_TOKEN: token = '' }) {
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'TRACKINGMORE_API_KEY', headers: { 'Tracking-Api-Key': key } },
    })
    const feed = trackingMoreFeed(client)
    const door = { ...named, token, read: readPushed, isSigned: () => true }
    return {
      connect: offered => ({
        feed,
        routes: [{ at: '/carrier/trackingmore', app: openFeedDoor({ ...offered, ...door }) }],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
