import { z } from 'zod'
import { Refusal } from './kernel/refusal.ts'
import { SETTINGS } from './settings.ts'

export type SlackConfig = {
  botToken: string
  appToken: string | null
  signingSecret: string | null
  api: string | null
  /** As the settings name them; null where the orders room serves. */
  rooms: { orders: string; alerts: string | null; support: string | null }
}

export type DiscordConfig = {
  token: string
  guild: string | null
  api: string | null
  rooms: { orders: string; alerts: string | null; support: string | null }
}

export type Config = {
  database: { url: string | null; folder: string }
  host: string
  port: number
  console: { on: boolean; secret: string | null }
  slack: SlackConfig | null
  shopifySecret: string | null
  discord: DiscordConfig | null
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

type DiscordSettings = Partial<Record<Extract<keyof typeof SETTINGS, `DISCORD_${string}`>, string | undefined>>

/** @throws Refusal when Discord is half configured. */
function discordOf(data: DiscordSettings): DiscordConfig | null {
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
