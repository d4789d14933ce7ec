import { z } from 'zod'
import { format } from './kernel/words/zoned.ts'

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const port = { error: 'must be a number from 0 to 65535' }
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

function isZone(name: string): boolean {
  return format(new Date(0), {}, name) !== null
}

/** Every setting: its check, and what the docs say about it. */
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
    check: z.preprocess(empty, z.coerce.number(port).int(port).min(0, port).max(65_535, port).default(3_000)),
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
    means:
      'Slack channel (id or name) where staff see orders. Everybody who can read it counts as staff, so make it private.',
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
  BRIDGE: {
    check: z.preprocess(empty, z.enum(['on', 'off'], { error: 'must be on or off' }).default('off')),
    means:
      'Whether messages in the threads of complaints and returns are passed on to the other side. Slack and Discord must allow it.',
    default: 'off',
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
    means:
      'The channel, by name or id, where orders are posted. Everybody who can read a staff channel counts as staff.',
  },
  DISCORD_ALERTS_ROOM: { check: text, means: 'The channel for alerts. Unset: the channel for orders.' },
  DISCORD_SUPPORT_ROOM: { check: text, means: 'The channel for customers’ cases. Unset: the channel for orders.' },
  DISCORD_API_URL: { check: address, means: 'Where Discord’s REST API is, for tests and proxies.' },
  TZ: {
    check: z.preprocess(empty, z.string().trim().refine(isZone, 'must be a zone such as Europe/Berlin').optional()),
    means: 'Your staff’s time zone, for their daily digest and the times they read. Unset: the machine’s.',
  },
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
