import { z } from 'zod'
import { integration } from '../../kernel/connecting/integration.ts'
import { textSetting, unlessEmpty } from '../../kernel/connecting/setting.ts'
import { connectWooCommerce } from './routes.ts'
import { parseStatuses, type StatusMeaning } from './statuses.ts'

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

/** WooCommerce, by its webhooks. */
export const woocommerce = integration({
  name: 'woocommerce',
  title: 'WooCommerce',
  settings: {
    WOOCOMMERCE_WEBHOOK_SECRET: {
      check: textSetting,
      means: 'The secret of webhooks that you made in WooCommerce yourself.',
    },
    WOOCOMMERCE_STATUSES: {
      check: statuses,
      means:
        'What other statuses of WooCommerce orders mean, such as `packing=ship,quote=ignore`: `ship`, `wait`, `shipped`, `cancelled`, `refunded` or `ignore`.',
    },
  },
  isWanted: has => has('WOOCOMMERCE_WEBHOOK_SECRET'),
  plan({ WOOCOMMERCE_WEBHOOK_SECRET: secret, WOOCOMMERCE_STATUSES: statuses }) {
    if (!secret) return null
    return {
      connect({ ask, isOpen, log, now }) {
        const troubles = new Map<string, string>()
        const trouble = (site: string, sentence: string | null) =>
          void (sentence ? troubles.set(site, sentence) : troubles.delete(site))
        const secretsOf = async () => [secret]
        const app = connectWooCommerce({ ask, secretsOf, statuses, ready: isOpen, trouble, log, now })
        return {
          routes: { at: '/webhooks/woocommerce', app },
          trouble: () => [...troubles.values()].join('\n') || null,
        }
      },
    }
  },
})
