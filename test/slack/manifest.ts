import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { AppOptions } from './fake/app.ts'

export type Manifest = {
  display_information: { name: string; description: string }
  features: {
    bot_user: { display_name: string }
    shortcuts: { name: string; type: 'message' | 'global'; callback_id: string; description: string }[]
    slash_commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[]
  }
  oauth_config: { scopes: { bot: string[] } }
  settings: {
    event_subscriptions: { bot_events: string[] }
    interactivity: { is_enabled: boolean }
    socket_mode_enabled: boolean
  }
}

/** What stands in manifest.yml, or in the one for bridging. */
export function readManifest(name = 'manifest.yml'): Manifest {
  return parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')) as Manifest
}

/** An app installed by that manifest: no scope, event or command more than it says. */
export function asInstalled(name = 'manifest.yml'): AppOptions {
  const { features, oauth_config, settings } = readManifest(name)
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(one => one.command),
    escapes: features.slash_commands.every(one => one.should_escape),
    shortcuts: features.shortcuts.map(({ name, type, callback_id: callbackId }) => ({ name, type, callbackId })),
  }
}
