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
  SLACK_BOT_TOKEN: {
    check: z.preprocess(empty, z.string().trim().startsWith('xoxb-', 'must begin with xoxb-').optional()),
    means: 'Connects Slack: the bot token, from *OAuth & Permissions* of your app.',
  },
  SLACK_APP_TOKEN: {
    check: z.preprocess(empty, z.string().trim().startsWith('xapp-', 'must begin with xapp-').optional()),
    means: 'Socket Mode: the app-level token with `connections:write`, from *Basic Information*.',
  },
  SLACK_SIGNING_SECRET: {
    check: text,
    means: 'HTTP mode, when there is no `SLACK_APP_TOKEN`: deliveries come signed to `/slack/events`.',
  },
  SLACK_ORDERS_ROOM: {
    check: text,
    means: 'Slack channel (id or name) where staff see orders. Whoever can read it is staff: make it private.',
  },
  SLACK_ALERTS_ROOM: { check: text, means: 'Slack channel for what needs somebody. Unset: the orders room.' },
  SLACK_SUPPORT_ROOM: { check: text, means: 'Slack channel for customers’ cases. Unset: the orders room.' },
  SLACK_API_URL: {
    check: z.preprocess(
      empty,
      z.url({ protocol: /^https?$/, error: 'must be an address such as https://…/api/' }).optional(),
    ),
    means: 'Another address of Slack’s Web API: a proxy, or a test server.',
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

export type SlackConfig = {
  botToken: string
  appToken: string | null
  signingSecret: string | null
  api: string | null
  /** As the settings name them; null where the orders room serves. */
  rooms: { orders: string; alerts: string | null; support: string | null }
}

export type Config = {
  database: { url: string | null; folder: string }
  host: string
  port: number
  console: { on: boolean; secret: string | null }
  slack: SlackConfig | null
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
      SLACK_BOT_TOKEN: SETTINGS.SLACK_BOT_TOKEN.check,
      SLACK_APP_TOKEN: SETTINGS.SLACK_APP_TOKEN.check,
      SLACK_SIGNING_SECRET: SETTINGS.SLACK_SIGNING_SECRET.check,
      SLACK_ORDERS_ROOM: SETTINGS.SLACK_ORDERS_ROOM.check,
      SLACK_ALERTS_ROOM: SETTINGS.SLACK_ALERTS_ROOM.check,
      SLACK_SUPPORT_ROOM: SETTINGS.SLACK_SUPPORT_ROOM.check,
      SLACK_API_URL: SETTINGS.SLACK_API_URL.check,
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
  const slack = slackOf(data)
  const discord = discordOf(data)
  const on = data.CONSOLE ? data.CONSOLE === 'on' : slack === null && discord === null
  if (on && !isLoopback(data.HOST) && !data.CONSOLE_SECRET)
    throw new Refusal(
      `The settings need mending:\n  HOST is ${data.HOST}, where others can reach the console: set CONSOLE_SECRET (at least 12 characters), or CONSOLE=off`,
    )
  return {
    database: { url: data.DATABASE_URL ?? null, folder: data.DATA_DIR },
    host: data.HOST,
    port: data.PORT,
    console: { on, secret: data.CONSOLE_SECRET ?? null },
    slack,
    shopifySecret: data.SHOPIFY_WEBHOOK_SECRET ?? null,
    discord,
    logLevel: data.LOG_LEVEL,
  }
}

type SlackSettings = Partial<Record<Extract<keyof typeof SETTINGS, `SLACK_${string}`>, string | undefined>>

/** @throws Refusal when Slack is half configured. */
function slackOf(data: SlackSettings): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data
  if (!botToken) {
    if (appToken || signingSecret) throw lacking('SLACK_BOT_TOKEN is not set: it is the token that begins with xoxb-')
    return null
  }
  if (!appToken && !signingSecret)
    throw lacking('set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode) beside SLACK_BOT_TOKEN')
  const orders = data.SLACK_ORDERS_ROOM
  if (!orders) throw lacking('set SLACK_ORDERS_ROOM to the channel where your staff work, such as #orders')
  const rooms = { orders, alerts: data.SLACK_ALERTS_ROOM ?? null, support: data.SLACK_SUPPORT_ROOM ?? null }
  const given = (value: string | undefined) => value ?? null
  return {
    botToken,
    appToken: given(appToken),
    signingSecret: given(signingSecret),
    api: given(data.SLACK_API_URL),
    rooms,
  }
}

type DiscordNames = Partial<Record<Extract<keyof typeof SETTINGS, `DISCORD_${string}`>, string | undefined>>

/** @throws Refusal when Discord is half configured. */
function discordOf(data: DiscordNames): DiscordSettings | null {
  const { DISCORD_TOKEN: token, DISCORD_ORDERS_ROOM: orders } = data
  if (!token) return null
  if (!orders) throw lacking('set DISCORD_ORDERS_ROOM to the channel where your staff work, such as #orders')
  const rooms = { orders, alerts: data.DISCORD_ALERTS_ROOM ?? null, support: data.DISCORD_SUPPORT_ROOM ?? null }
  return { token, guild: data.DISCORD_GUILD ?? null, api: data.DISCORD_API_URL ?? null, rooms }
}

function lacking(what: string): Refusal {
  return new Refusal(`The settings need mending:\n  ${what}`)
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
