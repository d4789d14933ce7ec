import { integration } from '../../kernel/connecting/integration.ts'
import { address, keySetting, keysSetting } from '../../kernel/connecting/setting-checks.ts'
import { OAUTH } from './oauth/authorize.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { connectShopify } from './routes.ts'
import { readSecrets } from './signature.ts'
import { type ShopifyApp, shopifyStorefront } from './storefront.ts'
import { PATH } from './subscribe.ts'

/** Shopify: its webhooks, and what can be done at stores that their owners connect. */
export const shopify = integration({
  name: 'shopify',
  title: 'Shopify',
  settings: {
    SHOPIFY_WEBHOOK_SECRET: {
      check: keysSetting,
      means:
        'The secret that Shopify signs webhooks with, for stores that nobody connected; several, separated by commas, while you change it.',
    },
    SHOPIFY_CLIENT_ID: {
      check: keySetting,
      means: 'The client ID of your app at Shopify, if stores of other organisations install it.',
    },
    SHOPIFY_CLIENT_SECRET: {
      check: keysSetting,
      means: 'The client secret of that app; while you change it, the new one and the old one, separated by a comma.',
    },
    SHOPIFY_API_URL: {
      check: address('http://127.0.0.1:9000'),
      means: 'A store on this machine to speak to instead of Shopify, for tests.',
    },
  },
  // Stores are connected in chat, and their webhooks come without any setting.
  isWanted: () => true,
  lacks: has =>
    has('SHOPIFY_CLIENT_ID') === has('SHOPIFY_CLIENT_SECRET')
      ? []
      : ['SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET go together. Set both, or neither'],
  plan({
    SHOPIFY_WEBHOOK_SECRET: secret,
    SHOPIFY_CLIENT_ID: id,
    SHOPIFY_CLIENT_SECRET: written,
    SHOPIFY_API_URL: url,
  }) {
    const app = id && written ? appOf(id, written) : null
    const base = url ?? null
    return {
      connect({ ask, business, publicUrl: at, isOpen, failed, log, now }) {
        const find = (domain: string) => business.links.find('shopify', domain)
        const ticket = (given: string) => business.ticket('shopify', given)
        const webhooks = connectShopify({ ask, secret, app: app?.secrets ?? [], find, ready: isOpen, log })
        const oauth = app && at && oauthRoutes({ ask, app, at, ticket, find, base, now, failed })
        return {
          routes: [{ at: PATH, app: webhooks }, ...(oauth ? [{ at: OAUTH, app: oauth }] : [])],
          storefront: shopifyStorefront({ log, now, base: url, app }),
        }
      },
    }
  },
})

function appOf(clientId: string, written: string): ShopifyApp {
  const secrets = readSecrets(written)
  return { clientId, clientSecret: secrets[0] ?? '', secrets }
}
