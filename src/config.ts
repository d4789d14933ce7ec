import { z } from 'zod'
import { Refusal } from './kernel/words/refusal.ts'
import { SETTINGS } from './settings.ts'

export type SlackConfig = {
  botToken: string
  appToken: string | null
  signingSecret: string | null
  api: string | null
  /** As the settings name them; null where the orders room serves. */
  rooms: { orders: string; alerts: string | null; support: string | null }
  /** Whether it may hear what is written in threads. */
  bridge: boolean
}

export type DiscordConfig = {
  token: string
  guild: string | null
  api: string | null
  rooms: { orders: string; alerts: string | null; support: string | null }
  bridge: boolean
}

export type Config = {
  database: { url: string | null; folder: string | null }
  host: string
  port: number
  console: { on: boolean; secret: string | null }
  slack: SlackConfig | null
  shopifySecret: string | null
  discord: DiscordConfig | null
  logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings, once.
 * @throws Refusal that lists every setting that is wrong, in words, and never shows its value.
 */
export function readConfig(environment: Environment): Config {
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
      BRIDGE: SETTINGS.BRIDGE.check,
      SHOPIFY_WEBHOOK_SECRET: SETTINGS.SHOPIFY_WEBHOOK_SECRET.check,
      DISCORD_TOKEN: SETTINGS.DISCORD_TOKEN.check,
      DISCORD_GUILD: SETTINGS.DISCORD_GUILD.check,
      DISCORD_ORDERS_ROOM: SETTINGS.DISCORD_ORDERS_ROOM.check,
      DISCORD_ALERTS_ROOM: SETTINGS.DISCORD_ALERTS_ROOM.check,
      DISCORD_SUPPORT_ROOM: SETTINGS.DISCORD_SUPPORT_ROOM.check,
      DISCORD_API_URL: SETTINGS.DISCORD_API_URL.check,
      TZ: SETTINGS.TZ.check,
      LOG_LEVEL: SETTINGS.LOG_LEVEL.check,
    })
    .safeParse(environment)
  const wrong = read.error?.issues.map(issue => `${issue.path[0]?.toString()} ${issue.message}`) ?? []
  wrong.push(...lackingOfSlack(environment), ...lackingOfDiscord(environment))
  if (isExposed(environment))
    wrong.push('HOST lets others reach the console: set CONSOLE_SECRET (at least 12 characters), or CONSOLE=off')
  if (!read.success || wrong.length > 0) throw new Refusal(`These settings are wrong:\n  ${wrong.join('\n  ')}`)
  const { data } = read
  return {
    database: { url: data.DATABASE_URL ?? null, folder: data.DATA_DIR },
    host: data.HOST,
    port: data.PORT,
    console: { on: hasConsole(environment), secret: data.CONSOLE_SECRET ?? null },
    slack: slackOf(data),
    shopifySecret: data.SHOPIFY_WEBHOOK_SECRET ?? null,
    discord: discordOf(data),
    logLevel: data.LOG_LEVEL,
  }
}

/**
 * What is lacking where Slack is half configured. Checked even if other settings are wrong, so that everything is
 * reported at once.
 */
function lackingOfSlack(environment: Environment): readonly string[] {
  const has = (name: string) => Boolean(environment[name]?.trim())
  if (!has('SLACK_BOT_TOKEN'))
    return has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
      ? ['SLACK_BOT_TOKEN is not set: it is the token that begins with xoxb-']
      : []
  return [
    ...(has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
      ? []
      : ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode) must be set along with SLACK_BOT_TOKEN']),
    ...(has('SLACK_ORDERS_ROOM')
      ? []
      : ['SLACK_ORDERS_ROOM must name the channel where your staff work, such as #orders']),
  ]
}

type SlackSettings = Partial<Record<Extract<keyof typeof SETTINGS, `SLACK_${string}` | 'BRIDGE'>, string | undefined>>

function slackOf(data: SlackSettings): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_ORDERS_ROOM: orders } = data
  if (!botToken || !orders) return null
  return {
    botToken,
    appToken: data.SLACK_APP_TOKEN ?? null,
    signingSecret: data.SLACK_SIGNING_SECRET ?? null,
    api: data.SLACK_API_URL ?? null,
    rooms: { orders, alerts: data.SLACK_ALERTS_ROOM ?? null, support: data.SLACK_SUPPORT_ROOM ?? null },
    bridge: data.BRIDGE === 'on',
  }
}

/**
 * Whether others could reach a console that asks for no secret. Checked even if other settings are wrong, so that
 * everything is reported at once.
 */
function isExposed(environment: Environment): boolean {
  const { HOST, CONSOLE_SECRET } = environment
  return hasConsole(environment) && !isLoopback(SETTINGS.HOST.check.parse(HOST)) && !CONSOLE_SECRET?.trim()
}

/** Off by itself once people have another chat. */
function hasConsole({ CONSOLE, SLACK_BOT_TOKEN, DISCORD_TOKEN }: Environment): boolean {
  return CONSOLE?.trim() ? CONSOLE.trim() !== 'off' : !SLACK_BOT_TOKEN?.trim() && !DISCORD_TOKEN?.trim()
}

type DiscordSettings = Partial<
  Record<Extract<keyof typeof SETTINGS, `DISCORD_${string}` | 'BRIDGE'>, string | undefined>
>

/** What is lacking where Discord is half configured. */
function lackingOfDiscord({ DISCORD_TOKEN, DISCORD_ORDERS_ROOM }: Environment): readonly string[] {
  const half = Boolean(DISCORD_TOKEN?.trim()) && !DISCORD_ORDERS_ROOM?.trim()
  return half ? ['DISCORD_ORDERS_ROOM must name the channel where your staff work, such as #orders'] : []
}

function discordOf(data: DiscordSettings): DiscordConfig | null {
  const { DISCORD_TOKEN: token, DISCORD_ORDERS_ROOM: orders } = data
  if (!token || !orders) return null
  const rooms = { orders, alerts: data.DISCORD_ALERTS_ROOM ?? null, support: data.DISCORD_SUPPORT_ROOM ?? null }
  const bridge = data.BRIDGE === 'on'
  return { token, guild: data.DISCORD_GUILD ?? null, api: data.DISCORD_API_URL ?? null, rooms, bridge }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
