import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { commands } from '../../src/commands.ts'
import { BRIDGE_EVENTS, manifest, SCOPES } from '../../src/integrations/slack/commands.ts'
import { BEGIN } from '../../src/integrations/slack/draw/home.ts'
import { ANYWHERE, SHORTCUT } from '../../src/integrations/slack/receive/shortcuts.ts'
import { FROM_MESSAGE } from '../../src/kernel/hearing/from-message.ts'
import { readManifest } from './manifest.ts'

const folder = new URL('../../src/integrations/slack/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => readFileSync(new URL(name, folder), 'utf8'))
const found = (pattern: RegExp) =>
  new Set(sources.flatMap(text => [...text.matchAll(pattern)].map(match => match[1] ?? '')))

/** What each method needs, one of them where several are named (docs.slack.dev/reference/methods). */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'bots.info': ['users:read'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** What each event needs (docs.slack.dev/reference/events). */
const eventNeeds = (event: string): readonly string[] => {
  if (['app_home_opened', 'app_uninstalled', 'tokens_revoked'].includes(event)) return []
  if (event === 'app_mention') return ['app_mentions:read']
  if (event.startsWith('group_')) return ['groups:read']
  if (/^channel_(id_changed|shared|unshared)$|^member_/.test(event)) return ['channels:read', 'groups:read']
  if (event.startsWith('channel_')) return ['channels:read']
  throw new Error(`what does ${event} need?`)
}

test('manifest.yml is what the code needs; write it anew with npm run manifest', async () => {
  await expect(stringify(manifest(commands), { lineWidth: 0 })).toMatchFileSnapshot('../../manifest.yml')
})

test('manifest.bridge.yml asks for what is written in threads as well; the default does not', async () => {
  const bridged = manifest(commands, true)
  await expect(stringify(bridged, { lineWidth: 0 })).toMatchFileSnapshot('../../manifest.bridge.yml')
  const more = (all: readonly string[], default_: readonly string[]) => all.filter(one => !default_.includes(one))
  const { oauth_config: usual, settings } = readManifest()
  expect(more(bridged.oauth_config.scopes.bot, usual.scopes.bot)).toEqual([])
  const { bot_events: events } = bridged.settings.event_subscriptions
  expect(more(events, settings.event_subscriptions.bot_events)).toEqual(BRIDGE_EVENTS)
})

test('it keeps within the limits of Slack’s schema', () => {
  const { display_information: shown, features, settings } = readManifest()
  expect(shown.name.length).toBeLessThanOrEqual(35)
  expect(shown.description.length).toBeLessThanOrEqual(140)
  expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80)
  expect(features.slash_commands.length).toBeLessThanOrEqual(50)
  for (const { command, description, usage_hint: hint } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/)
    expect(description.length).toBeLessThanOrEqual(2_000)
    expect(hint.length).toBeLessThanOrEqual(1_000)
  }
  expect(features.shortcuts.length).toBeLessThanOrEqual(10)
  for (const { name, callback_id: id, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24)
    expect(id.length).toBeLessThanOrEqual(255)
    expect(description.length).toBeLessThanOrEqual(150)
  }
  expect(settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100)
  for (const event of settings.event_subscriptions.bot_events) expect(event).toMatch(/^[a-z_]{1,50}$/)
})

test('it asks for the scopes that the methods, events and commands need, and for no more', () => {
  const called = found(/\b(?:web|client)\.((?:auth|apps|bots|chat|conversations|files|users|views)\.[a-zA-Z.]+)\(/g)
  expect([...called].filter(method => !METHODS[method])).toEqual([])
  const { bot } = readManifest().oauth_config.scopes
  const events = readManifest().settings.event_subscriptions.bot_events
  const needed = new Set([
    'commands',
    ...[...called].flatMap(method => METHODS[method] ?? []),
    ...events.flatMap(eventNeeds),
  ])
  expect([...needed].sort()).toEqual(bot)
  expect(Object.keys(SCOPES).sort()).toEqual(bot)
})

test('it subscribes to every event that is listened to, and to no other', () => {
  const listened = new Set([...found(/app\.event\('([a-z_]+)'/g), ...loops()])
  // Only where it is bridged, under names of its own.
  expect(listened.delete('message')).toBe(true)
  expect([...listened].sort()).toEqual(readManifest().settings.event_subscriptions.bot_events)
})

test('every shortcut, and every button of the Home tab, is a command that exists', () => {
  const { shortcuts } = readManifest().features
  expect(shortcuts.map(one => one.callback_id)).toEqual([
    ...ANYWHERE.map(({ callback }) => callback),
    SHORTCUT.callback,
    ...FROM_MESSAGE.map(({ id }) => id),
  ])
  const asked = [
    ...['tracking.add', 'tracking.import'],
    ...FROM_MESSAGE.map(({ command }) => command),
    'order.show',
    ...BEGIN.map(button => button.command),
  ]
  for (const name of asked) expect(Object.keys(commands)).toContain(name)
})

/** Events that are listened to in a loop over their names. */
function loops(): string[] {
  const named = found(/for \(const name of \[([^\]]+)\] as const\)/g)
  return [...named].flatMap(names => [...names.matchAll(/'([a-z_]+)'/g)].map(match => match[1] ?? ''))
}
