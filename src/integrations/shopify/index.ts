import { integration } from '../../kernel/connecting/integration.ts'
import { textSetting } from '../../kernel/connecting/setting.ts'
import { connectShopify } from './routes.ts'

/** Shopify, by its webhooks. */
export const shopify = integration({
  name: 'shopify',
  title: 'Shopify',
  settings: {
    SHOPIFY_WEBHOOK_SECRET: {
      check: textSetting,
      means: 'The secret that Shopify signs webhooks with; several, separated by commas, while you change it.',
    },
  },
  isWanted: has => has('SHOPIFY_WEBHOOK_SECRET'),
  plan({ SHOPIFY_WEBHOOK_SECRET: secret }) {
    if (!secret) return null
    return {
      connect({ ask, isOpen, log }) {
        return { routes: { at: '/webhooks/shopify', app: connectShopify({ ask, secret, ready: isOpen, log }) } }
      },
    }
  },
})
