import type { CommandBody } from '../command-rules.ts'
import { refused } from '../refused.ts'
import { type Call, ok, type Route } from '../route.ts'
import { wrong } from '../wrongs.ts'

/** docs: interactions/application-commands. The app of another bot is none of ours. */
function scope({ state, params }: Call): string | null {
  if (params.application !== state.applicationId) throw refused(20012)
  if (params.guild === undefined) return null
  const guild = state.world.guilds.get(params.guild)
  if (!guild?.members.has(state.bot.id)) throw refused(50001)
  return guild.id
}

/** Translations come only when asked for; the default names come always. */
function listed(call: Call) {
  const full = call.query.get('with_localizations') === 'true'
  const strip = (key: string, value: unknown) => (/_localizations$/.test(key) ? undefined : value)
  const commands = call.state.commands.list(scope(call))
  return ok(full ? commands : JSON.parse(JSON.stringify(commands, strip)))
}

function overwrite(call: Call) {
  const { body } = call
  if (!Array.isArray(body)) throw wrong([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
  return ok(call.state.commands.overwrite(scope(call), body as CommandBody[]))
}

const GLOBAL = '/applications/:application/commands'
const GUILD = '/applications/:application/guilds/:guild/commands'

export const commands: readonly Route[] = [
  { method: 'GET', path: GLOBAL, run: listed },
  { method: 'PUT', path: GLOBAL, run: overwrite },
  { method: 'GET', path: GUILD, run: listed },
  { method: 'PUT', path: GUILD, run: overwrite },
]
