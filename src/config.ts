import { z } from 'zod'
import type { Integration, Planned } from './kernel/connecting/integration.ts'
import { type Environment, readSettings, type Settings } from './kernel/connecting/setting.ts'
import { address, hostSetting, isOn, matching, textOr, unlessEmpty } from './kernel/connecting/setting-checks.ts'
import { isRange } from './kernel/ground/client-address.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { format } from './kernel/words/zoned.ts'

const port = { error: 'must be a number from 0 to 65535' }
const levels = { error: 'must be debug, info, warn, error or silent' }
/** Origins, as `URL` spells them. */
const origins = unlessEmpty(
  z
    .string()
    .transform(written => written.split(',').map(one => URL.parse(one.trim())?.origin ?? ''))
    .refine(all => all.every(one => /^https?:/.test(one)), 'must be addresses such as http://shop.internal:8080')
    .optional(),
)
const proxies = unlessEmpty(
  z
    .string()
    .transform(written => written.split(',').map(one => one.trim()))
    .refine(all => all.every(isRange), 'must be addresses such as 127.0.0.1 or 10.0.0.0/8, separated by commas')
    .optional(),
)
const isZone = (name: string) => format(new Date(0), {}, name) !== null

const keptFor = (days: number) => {
  const wrong = 'must be a number of days from 1 to 36500, or forever'
  const number = z.coerce.number(wrong).int(wrong).min(1, wrong).max(36_500, wrong)
  const read = z.union([z.literal('forever').transform(() => null), number], wrong)
  return unlessEmpty(read.default(days))
}

/** The settings of the house itself; each integration declares its own. */
export const HOUSE_SETTINGS = {
  DATABASE_URL: {
    check: address('postgres://user:password@host/waybill', /^postgres(ql)?$/, /^/),
    means: 'PostgreSQL to keep everything in. Unset: an embedded database in `DATA_DIR`.',
  },
  DATA_DIR: { check: textOr('.data'), means: 'Folder of the embedded database.', default: '.data' },
  HOST: {
    check: hostSetting('127.0.0.1 or 0.0.0.0'),
    means: 'Address to listen on. Beyond loopback the console needs `CONSOLE_SECRET`.',
    default: '127.0.0.1',
  },
  PORT: {
    check: unlessEmpty(z.coerce.number(port).int(port).min(0, port).max(65_535, port).default(3_000)),
    means: 'Port to listen on.',
    default: '3000',
  },
  TRUSTED_PROXIES: {
    check: proxies,
    means:
      'Addresses of your reverse proxies, such as `127.0.0.1` or `10.0.0.0/8`, separated by commas. Waybill believes what they say of where a visitor comes from.',
  },
  METRICS_TOKEN: {
    check: matching(/^[ -~]{12,}$/, 'must have at least 12 characters: letters, digits and signs'),
    means: 'What `/metrics` and `/readyz` ask for, as a bearer token, unless they are asked from the same machine.',
  },
  BRIDGE: {
    check: isOn,
    means:
      'Whether messages in the threads of complaints and returns are passed on to the other side. Slack and Discord must allow it.',
    default: 'off',
  },
  SECRETS_KEY: {
    check: matching(
      /^[A-Za-z0-9+/]{43}=( *, *[A-Za-z0-9+/]{43}=)*$/,
      'must be 32 bytes in base64; `openssl rand -base64 32` makes one',
    ),
    means:
      'The key that seals the secrets of your stores in the database. To replace it, put the new one before the old one, separated by a comma. In the next night all secrets are sealed with the new one; then `npm run doctor` says that the old one can go.',
  },
  PUBLIC_URL: {
    check: address('https://waybill.example.com'),
    means: 'The address at which your stores can reach Waybill, so that it can subscribe to their webhooks.',
  },
  WEBHOOK_ORIGINS: {
    check: origins,
    means:
      'Addresses that webhooks may be sent to although they are not https on port 443 of the public internet, such as `http://shop.internal:8080`; several, separated by commas.',
  },
  TZ: {
    check: unlessEmpty(z.string().trim().refine(isZone, 'must be a zone such as Europe/Berlin').optional()),
    means: 'Your staff’s time zone, for their daily digest and the times they read. Unset: the machine’s.',
  },
  KEEP_ADDRESSES_DAYS: {
    check: keptFor(180),
    means:
      'How many days after an order is over its customer’s name, address, phone and e-mail are erased, or `forever`. Chargebacks take up to 120 days.',
    default: '180',
  },
  KEEP_WORDS_DAYS: {
    check: keptFor(730),
    means: 'The same of notes, messages, engravings and files. In the EU a customer can claim for two years.',
    default: '730',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    check: address('http://127.0.0.1:4318'),
    means:
      'Where traces go, by OTLP over HTTP: from an order to its cards and to its store. OpenTelemetry’s own settings for headers and limits are heeded as well.',
  },
  LOG_LEVEL: {
    check: unlessEmpty(z.enum(['debug', 'info', 'warn', 'error', 'silent'], levels).default('warn')),
    means: 'How much is logged, as JSON lines.',
    default: 'warn',
  },
} satisfies Settings

export type Config = {
  database: { url: string | null; folder: string | null }
  host: string
  port: number
  logLevel: string
  /** What `/metrics` and `/readyz` ask strangers for; null: they are closed to them. */
  metricsToken: string | null
  /** How long after an order is over parts of its customer's data are kept, days; null for ever. */
  kept: { addressDays: number | null; wordsDays: number | null }
  /** Keys that seal the secrets of stores, as the setting has them. */
  secretsKey: string | undefined
  /** Where webhooks may be sent beyond the public internet, as origins. */
  origins: readonly string[]
  /** Where traces go; null: nowhere. */
  traces: string | null
  /** Where stores can reach us; null where they can't. */
  publicUrl: string | null
  /** Every integration there is; those that are asked for are in `plans`. */
  integrations: readonly Integration[]
  plans: readonly Planned[]
}

/**
 * Reads the settings of the house and of every integration, once.
 * @throws Refusal that lists every setting that is wrong, in words, and never shows its value.
 */
export function parseSettings(environment: Environment, integrations: readonly Integration[]): Config {
  const own = readSettings(HOUSE_SETTINGS, environment)
  const {
    DATABASE_URL: url,
    DATA_DIR = '.data',
    HOST: host = '127.0.0.1',
    PORT = 3_000,
    BRIDGE,
    LOG_LEVEL = 'warn',
    KEEP_ADDRESSES_DAYS: addressDays = 180,
    KEEP_WORDS_DAYS: wordsDays = 730,
    SECRETS_KEY,
    PUBLIC_URL,
    WEBHOOK_ORIGINS = [],
    TRUSTED_PROXIES = [],
    METRICS_TOKEN = null,
    OTEL_EXPORTER_OTLP_ENDPOINT = null,
  } = own.values
  const wrong = [...own.wrong]
  const plans: Planned[] = []
  let hasChat = false
  for (const integration of integrations) {
    const reading = integration.read(environment, { host, proxies: TRUSTED_PROXIES, bridge: BRIDGE === 'on', hasChat })
    wrong.push(...reading.wrong)
    if (reading.plan) plans.push({ integration, plan: reading.plan })
    hasChat ||= integration.isChat && reading.isWanted
  }
  if (wrong.length > 0) throw new Refusal(`These settings are wrong:\n  ${wrong.join('\n  ')}`)
  return {
    database: { url: url ?? null, folder: DATA_DIR },
    host,
    port: PORT,
    logLevel: LOG_LEVEL,
    metricsToken: METRICS_TOKEN,
    kept: { addressDays, wordsDays },
    secretsKey: SECRETS_KEY,
    origins: WEBHOOK_ORIGINS,
    traces: OTEL_EXPORTER_OTLP_ENDPOINT,
    publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    integrations,
    plans,
  }
}

/** Every setting there is, with what the docs say about it. */
export function allSettings(integrations: readonly Integration[]): Settings {
  return Object.assign({}, HOUSE_SETTINGS, ...integrations.map(({ settings }) => settings))
}
