import type { Route } from './route.ts'
import { account } from './routes/account.ts'
import { channels } from './routes/channels.ts'
import { commands } from './routes/commands.ts'
import { forums } from './routes/forums.ts'
import { guilds } from './routes/guilds.ts'
import { interactions } from './routes/interactions.ts'
import { messages } from './routes/messages.ts'

const ROUTES = [...account, ...commands, ...guilds, ...channels, ...forums, ...messages, ...interactions].map(
  route => ({
    route,
    name: `${route.method} ${route.path}`,
    pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }),
)

export type Found = { route: Route; name: string; params: Record<string, string> }

/** The route of a call, `null` when the fake has none. */
export function findRoute(method: string, path: string): Found | null {
  for (const { route, name, pattern } of ROUTES) {
    const match = route.method === method && pattern.exec(path)
    if (match) return { route, name, params: decoded(match.groups ?? {}) }
  }
  return null
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}

/** What a bucket is counted by besides its route. docs: topics/rate-limits, "Rate Limits": channel, guild, webhook + token. */
export function majorOf({ channel, guild, token, interaction }: Record<string, string>): string {
  return token ?? channel ?? guild ?? interaction ?? ''
}
