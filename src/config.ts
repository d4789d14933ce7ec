import { z } from 'zod'
import type { DiscordSettings } from './integrations/discord/index.ts'
import { Refusal } from './kernel/refusal.ts'

const empty = (value: unknown) => (value === '' ? undefined : value)
const text = z.preprocess(empty, z.string().trim().optional())
const snowflake = z.preprocess(
  empty,
  z
    .string()
    .trim()
    .regex(/^\d{15,21}$/, 'must be an id: a number of 15 digits or more')
    .optional(),
)
const address = z.preprocess(
  empty,
  z.url({ protocol: /^https?$/, error: 'must be an address such as https://discord.com/api' }).optional(),
)

/** Every setting: its check, and what the README says of it. */
export const SETTINGS = {
  DATABASE_URL: {
    check: z.preprocess(
      empty,
      z
        .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host/waybill' })
        .optional(),
    ),
    means: 'PostgreSQL to keep everything in. Unset: an embedded database in `DATA_DIR`.',
  },
  DATA_DIR: {
    check: z.preprocess(empty, z.string().trim().default('.data')),
    means: 'Folder of the embedded database.',
    default: '.data',
  },
  HOST: {
    check: z.preprocess(empty, z.string().trim().default('127.0.0.1')),
    means: 'Address to listen on. Beyond loopback the console demands `CONSOLE_SECRET`.',
    default: '127.0.0.1',
  },
  PORT: {
    check: z.preprocess(
      empty,
      z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65_535).default(3_000),
    ),
    means: 'Port to listen on.',
    default: '3000',
  },
  CONSOLE: {
    check: z.preprocess(empty, z.enum(['on', 'off'], { error: 'must be on or off' }).optional()),
    means: 'The chat in the browser. Off by itself once a chat platform is configured.',
    default: 'on',
  },
  CONSOLE_SECRET: {
    check: z.preprocess(empty, z.string().min(12, 'must have at least 12 characters').optional()),
    means: 'What the console asks for before it shows anything. Needed when `HOST` is not loopback.',
  },
  SHOPIFY_WEBHOOK_SECRET: {
    check: text,
    means: 'The secret that Shopify signs webhooks with; several, separated by commas, while you change it.',
  },
  DISCORD_TOKEN: { check: text, means: 'The token of your Discord application’s bot. Unset: no Discord.' },
  DISCORD_GUILD: {
    check: snowflake,
    means: 'The id of the Discord server to serve, where the bot is in several.',
  },
  DISCORD_ORDERS_ROOM: {
    check: text,
    means: 'The channel, by name or id, where orders are posted. Whoever can read a staff channel is staff.',
  },
  DISCORD_ALERTS_ROOM: { check: text, means: 'Where trouble is told. Unset: in the channel for orders.' },
  DISCORD_SUPPORT_ROOM: { check: text, means: 'Where customers’ cases are. Unset: in the channel for orders.' },
  DISCORD_API_URL: { check: address, means: 'Where Discord’s REST API is, for tests and proxies.' },
  LOG_LEVEL: {
    check: z.preprocess(
      empty,
      z
        .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
        .default('warn'),
    ),
    means: 'How much is logged, as JSON lines.',
    default: 'warn',
  },
} as const satisfies Record<string, { check: z.ZodType; means: string; default?: string }>

export type Config = {
  database: { url: string | null; folder: string }
  host: string
  port: number
  console: { on: boolean; secret: string | null }
  shopifySecret: string | null
  discord: DiscordSettings | null
  logLevel: string
}

/**
 * Reads the settings, once.
 * @throws Refusal that lists every setting that is wrong, in words, and never shows its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = z
    .object({
      DATABASE_URL: SETTINGS.DATABASE_URL.check,
      DATA_DIR: SETTINGS.DATA_DIR.check,
      HOST: SETTINGS.HOST.check,
      PORT: SETTINGS.PORT.check,
      CONSOLE: SETTINGS.CONSOLE.check,
      CONSOLE_SECRET: SETTINGS.CONSOLE_SECRET.check,
      SHOPIFY_WEBHOOK_SECRET: SETTINGS.SHOPIFY_WEBHOOK_SECRET.check,
      DISCORD_TOKEN: SETTINGS.DISCORD_TOKEN.check,
      DISCORD_GUILD: SETTINGS.DISCORD_GUILD.check,
      DISCORD_ORDERS_ROOM: SETTINGS.DISCORD_ORDERS_ROOM.check,
      DISCORD_ALERTS_ROOM: SETTINGS.DISCORD_ALERTS_ROOM.check,
      DISCORD_SUPPORT_ROOM: SETTINGS.DISCORD_SUPPORT_ROOM.check,
      DISCORD_API_URL: SETTINGS.DISCORD_API_URL.check,
      LOG_LEVEL: SETTINGS.LOG_LEVEL.check,
    })
    .safeParse(environment)
  const wrong = read.error?.issues.map(issue => `${issue.path[0]?.toString()} ${issue.message}`) ?? []
  if (!read.success) throw new Refusal(`The settings need mending:\n  ${wrong.join('\n  ')}`)
  const { data } = read
  const on = data.CONSOLE ? data.CONSOLE === 'on' : !data.DISCORD_TOKEN
  if (on && !isLoopback(data.HOST) && !data.CONSOLE_SECRET)
    throw new Refusal(
      `The settings need mending:\n  HOST is ${data.HOST}, where others can reach the console: set CONSOLE_SECRET (at least 12 characters), or CONSOLE=off`,
    )
  return {
    database: { url: data.DATABASE_URL ?? null, folder: data.DATA_DIR },
    host: data.HOST,
    port: data.PORT,
    console: { on, secret: data.CONSOLE_SECRET ?? null },
    shopifySecret: data.SHOPIFY_WEBHOOK_SECRET ?? null,
    discord: readDiscord(data),
    logLevel: data.LOG_LEVEL,
  }
}

type Given = { readonly [K in keyof typeof SETTINGS as K extends `DISCORD_${string}` ? K : never]?: string | undefined }

function readDiscord(data: Given): DiscordSettings | null {
  const { DISCORD_TOKEN: token, DISCORD_ORDERS_ROOM: orders } = data
  if (!token) return null
  if (!orders)
    throw new Refusal(
      'The settings need mending:\n  DISCORD_ORDERS_ROOM is missing: name the Discord channel where your staff see orders',
    )
  const rooms = { orders, alerts: data.DISCORD_ALERTS_ROOM ?? null, support: data.DISCORD_SUPPORT_ROOM ?? null }
  return { token, guild: data.DISCORD_GUILD ?? null, api: data.DISCORD_API_URL ?? null, rooms }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
