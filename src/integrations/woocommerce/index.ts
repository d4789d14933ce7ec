import { z } from 'zod'
import { integration } from '../../kernel/connecting/integration.ts'
import { textOr, textSetting, unlessEmpty } from '../../kernel/connecting/setting-checks.ts'
import { NOTE } from './notes.ts'
import { connectWooCommerce } from './routes.ts'
import { parseStatuses, type StatusMeaning } from './statuses.ts'
import { wooStorefront } from './storefront.ts'

const statuses = unlessEmpty(
  z
    .string()
    .default('')
    .transform((written, context): ReadonlyMap<string, StatusMeaning> => {
      try {
        return parseStatuses(written)
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof RangeError ? error.message : String(error) })
        return z.NEVER
      }
    }),
)

/** WooCommerce, by its webhooks and its REST API. */
export const woocommerce = integration({
  name: 'woocommerce',
  title: 'WooCommerce',
  settings: {
    WOOCOMMERCE_WEBHOOK_SECRET: {
      check: textSetting,
      means: 'The secret of webhooks that you made in WooCommerce yourself.',
    },
    WOOCOMMERCE_NOTE: {
      check: textOr(NOTE),
      means:
        'What customers of WooCommerce shops are written of each parcel, in your language, where no plugin of the shop does it.',
      default: NOTE,
    },
    WOOCOMMERCE_STATUSES: {
      check: statuses,
      means:
        'What other statuses of WooCommerce orders mean, such as `packing=ship,quote=ignore`: `ship`, `wait`, `shipped`, `cancelled`, `refunded` or `ignore`.',
    },
  },
  // Stores are connected in chat, and their webhooks come without any setting.
  isWanted: () => true,
  plan({ WOOCOMMERCE_WEBHOOK_SECRET: secret, WOOCOMMERCE_STATUSES: statuses, WOOCOMMERCE_NOTE: note }) {
    return {
      connect({ ask, business, isOpen, log, now }) {
        const troubles = new Map<string, string>()
        const trouble = (site: string, sentence: string | null) =>
          void (sentence ? troubles.set(site, sentence) : troubles.delete(site))
        const find = (site: string) => business.links.find('woocommerce', site)
        const app = connectWooCommerce({ ask, secret, find, statuses, ready: isOpen, trouble, log, now })
        return {
          routes: [{ at: '/webhooks/woocommerce', app }],
          storefront: wooStorefront({ statuses, note, now }),
          trouble: () => [...troubles.values()].join('\n') || null,
        }
      },
    }
  },
})
