import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting, textSetting } from '../../kernel/connecting/setting-checks.ts'
import { isSigned } from '../../kernel/ground/signature.ts'
import { afterShipFeed } from './feed.ts'
import { readUpdate } from './read.ts'

const named = { name: 'aftership', title: 'AfterShip' } as const
const API = 'https://api.aftership.com/tracking/2026-07'

/** AfterShip follows parcels, and tells by webhook what carriers do with them. */
export const aftership = integration({
  ...named,
  settings: {
    AFTERSHIP_API_KEY: { check: keySetting, means: 'Has AfterShip follow your parcels.' },
    AFTERSHIP_WEBHOOK_SECRET: {
      check: textSetting,
      means: 'The secret that AfterShip signs its webhooks with, sent to `/carrier/aftership`.',
    },
  },
  isWanted: has => has('AFTERSHIP_API_KEY'),
  lacks: has =>
    has('AFTERSHIP_API_KEY') && !has('AFTERSHIP_WEBHOOK_SECRET')
      ? ['AFTERSHIP_WEBHOOK_SECRET must be the secret of your webhook at AfterShip']
      : [],
  plan({ AFTERSHIP_API_KEY: key = '', AFTERSHIP_WEBHOOK_SECRET: secret = '' }) {
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'AFTERSHIP_API_KEY', headers: { 'as-api-key': key } },
    })
    const feed = afterShipFeed(client)
    return {
      connect: offered => ({
        feed,
        routes: [
          {
            at: '/carrier/aftership',
            app: openFeedDoor({
              ...{ ...offered, ...named, token: null, read: readUpdate },
              isSigned: (body, header) => isSigned(body, header('aftership-hmac-sha256'), [secret]),
            }),
          },
        ],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
