import { z } from 'zod'
import { Refusal } from './kernel/refusal.ts'

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const port = { error: 'must be a number from 0 to 65535' }
const text = z.preprocess(empty, z.string().trim().optional())

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
  SHOPIFY_WEBHOOK_SECRET: {
    check: text,
    means: 'The secret that Shopify signs webhooks with; several, separated by commas, while you change it.',
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

export type Config = {
  database: { url: string | null; folder: string | null }
  host: string
  port: number
  console: { on: boolean; secret: string | null }
  shopifySecret: string | null
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
      LOG_LEVEL: SETTINGS.LOG_LEVEL.check,
    })
    .safeParse(environment)
  const wrong = read.error?.issues.map(issue => `${issue.path[0]?.toString()} ${issue.message}`) ?? []
  if (isExposed(environment))
    wrong.push('HOST lets others reach the console: set CONSOLE_SECRET (at least 12 characters), or CONSOLE=off')
  if (!read.success || wrong.length > 0) throw new Refusal(`The settings need mending:\n  ${wrong.join('\n  ')}`)
  const { data } = read
  const on = data.CONSOLE !== 'off'
  return {
    database: { url: data.DATABASE_URL ?? null, folder: data.DATA_DIR },
    host: data.HOST,
    port: data.PORT,
    console: { on, secret: data.CONSOLE_SECRET ?? null },
    shopifySecret: data.SHOPIFY_WEBHOOK_SECRET ?? null,
    logLevel: data.LOG_LEVEL,
  }
}

/** Whether others could reach a console that asks for no secret. Judged whatever else is wrong, so that all is said at once. */
function isExposed({ HOST, CONSOLE, CONSOLE_SECRET }: Readonly<Record<string, string | undefined>>): boolean {
  const host = SETTINGS.HOST.check.parse(HOST)
  return CONSOLE?.trim() !== 'off' && !isLoopback(host) && !CONSOLE_SECRET?.trim()
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
