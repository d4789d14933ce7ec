import { integration } from '../../kernel/connecting/integration.ts'
import { address, textSetting } from '../../kernel/connecting/setting.ts'
import { connectShopify } from './routes.ts'
import { shopifyStorefront } from './storefront.ts'
import { PATH } from './subscribe.ts'

/** Shopify: its webhooks, and what can be done at stores that their owners connect. */
export const shopify = integration({
  name: 'shopify',
  title: 'Shopify',
  settings: {
    SHOPIFY_WEBHOOK_SECRET: {
      check: textSetting,
      means:
        'The secret that Shopify signs webhooks with, for stores that nobody connected; several, separated by commas, while you change it.',
    },
    SHOPIFY_API_URL: {
      check: address('http://127.0.0.1:9000'),
      means: 'A store on this machine to speak to instead of Shopify, for tests.',
    },
  },
  // Stores are connected in chat, and their webhooks come without any setting.
  isWanted: () => true,
  plan({ SHOPIFY_WEBHOOK_SECRET: secret, SHOPIFY_API_URL: base }) {
    return {
      connect({ ask, business, isOpen, log, now }) {
        const find = (domain: string) => business.links.find('shopify', domain)
        return {
          routes: { at: PATH, app: connectShopify({ ask, secret, find, ready: isOpen, log }) },
          storefront: shopifyStorefront({ log, now, base }),
        }
      },
    }
  },
})
