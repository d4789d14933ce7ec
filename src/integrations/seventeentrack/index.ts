import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting } from '../../kernel/connecting/setting-checks.ts'
import { seventeenTrackFeed } from './feed.ts'
import { readPush } from './read.ts'
import { isSignedWith } from './signature.ts'

const named = { name: 'seventeentrack', title: '17TRACK' } as const
const API = 'https://api.17track.net/track/v2.2'

/** 17TRACK follows parcels, and tells by webhook what carriers do with them. */
export const seventeentrack = integration({
  ...named,
  settings: {
    SEVENTEENTRACK_KEY: {
      check: keySetting,
      means: 'Has 17TRACK follow your parcels. It signs its webhooks with the same key, sent to `/carrier/17track`.',
    },
  },
  isWanted: has => has('SEVENTEENTRACK_KEY'),
  plan({ SEVENTEENTRACK_KEY: key = '' }) {
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'SEVENTEENTRACK_KEY', headers: { '17token': key } },
    })
    const feed = seventeenTrackFeed(client)
    return {
      connect: offered => ({
        feed,
        routes: [
          {
            at: '/carrier/17track',
            app: openFeedDoor({
              ...{ ...offered, ...named, token: null, read: readPush },
              isSigned: (body, header) => isSignedWith(key, body, header('sign')),
            }),
          },
        ],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
