import { lookAtFeed, openFeedClient } from '../../kernel/connecting/call-feed.ts'
import { openFeedDoor } from '../../kernel/connecting/feed-door.ts'
import { integration } from '../../kernel/connecting/integration.ts'
import { keySetting, textSetting } from '../../kernel/connecting/setting-checks.ts'
import { easyPostFeed } from './feed.ts'
import { readEvent } from './read.ts'
import { isFromEasyPost } from './signature.ts'

const named = { name: 'easypost', title: 'EasyPost' } as const
const API = 'https://api.easypost.com/v2'

/** EasyPost follows parcels, and tells by webhook what carriers do with them. */
export const easypost = integration({
  ...named,
  settings: {
    EASYPOST_API_KEY: { check: keySetting, means: 'Has EasyPost follow your parcels.' },
    EASYPOST_WEBHOOK_SECRET: {
      check: textSetting,
      means: 'The secret that you gave your webhook at EasyPost, sent to `/carrier/easypost`.',
    },
  },
  isWanted: has => has('EASYPOST_API_KEY'),
  lacks: has =>
    has('EASYPOST_API_KEY') && !has('EASYPOST_WEBHOOK_SECRET')
      ? ['EASYPOST_WEBHOOK_SECRET must be the secret of your webhook at EasyPost']
      : [],
  plan({ EASYPOST_API_KEY: key = '', EASYPOST_WEBHOOK_SECRET: secret = '' }) {
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
    const client = openFeedClient({
      ...{ title: named.title, url: API, keyName: 'EASYPOST_API_KEY', headers: { authorization } },
    })
    const feed = easyPostFeed(client)
    return {
      connect: offered => ({
        feed,
        routes: [
          {
            at: '/carrier/easypost',
            app: openFeedDoor({
              ...{ ...offered, ...named, token: null, read: readEvent },
              isSigned: (body, header) => isFromEasyPost(secret, body, header('X-Hmac-Signature')),
            }),
          },
        ],
        trouble: client.trouble,
      }),
      doctor: () => lookAtFeed(feed),
    }
  },
})
