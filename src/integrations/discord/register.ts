import { createHash } from 'node:crypto'
import {
  type APIApplication,
  ApplicationFlags,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import { attempt } from './client.ts'

export type Registered = 'as they were' | 'changed'

/** Where commands are registered: for the server that is served. */
export type CommandScope = { application: string; guild: string }

/** Tells Discord our commands, in one call that replaces them all, and only when they are other than what it has. */
export async function registerCommands(
  rest: REST,
  scope: CommandScope,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<Registered> {
  if (await areRegistered(rest, scope, commands)) return 'as they were'
  await attempt(() => rest.put(routeOf(scope), { body: commands }))
  return 'changed'
}

/** Whether Discord has exactly these. */
export async function areRegistered(
  rest: REST,
  scope: CommandScope,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const query = new URLSearchParams({ with_localizations: 'true' })
  const there = await attempt<readonly unknown[]>(() => rest.get(routeOf(scope), { query }))
  return hashOf(there) === hashOf(commands)
}

/** Whether the application may hear what is written: switched on by hand, or granted to a large one. */
export function mayHear({ flags }: Pick<APIApplication, 'flags'>): boolean {
  const { GatewayMessageContent, GatewayMessageContentLimited } = ApplicationFlags
  return ((flags ?? 0) & (GatewayMessageContent | GatewayMessageContentLimited)) !== 0
}

export async function applicationOf(rest: REST): Promise<APIApplication> {
  return attempt(() => rest.get(Routes.currentApplication()))
}

function routeOf({ application, guild }: CommandScope) {
  return Routes.applicationGuildCommands(application, guild)
}

/** What of a command we say ourselves; the rest is Discord's: ids, versions, and what it fills in. */
const OURS = [
  'name',
  'type',
  'description',
  'required',
  'autocomplete',
  'value',
  'channel_types',
  'default_member_permissions',
  'name_localizations',
  'description_localizations',
  'choices',
  'options',
]
/** Commands may come in any order, options and choices may not. */
const byName = (a: string, b: string) => (a < b ? -1 : 1)

function hashOf(commands: readonly unknown[]): string {
  const plain = commands.map(command => JSON.stringify(plainly(command, null))).toSorted(byName)
  return createHash('sha256').update(plain.join('\n')).digest('hex')
}

/** A command as both sides would say it: known fields in one order, nothing that is empty or only the default. */
function plainly(value: unknown, field: string | null): unknown {
  if (Array.isArray(value)) return value.map(one => plainly(one, null))
  if (value === null || typeof value !== 'object') return value
  const keys = field?.endsWith('_localizations') ? Object.keys(value).toSorted(byName) : OURS
  const entries = keys.map(key => [key, plainly(Reflect.get(value, key), key)] as const)
  return Object.fromEntries(entries.filter(([, entry]) => !isDefault(entry)))
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
