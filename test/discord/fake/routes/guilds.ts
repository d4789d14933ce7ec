import { ChannelType } from 'discord.js'
import { guildJson } from '../guild-payloads.ts'
import { channelJson, memberJson, roleJson } from '../payloads.ts'
import { refused } from '../refused.ts'
import { type Call, ok, param, type Route } from '../route.ts'
import { PRIVILEGED } from '../state.ts'
import type { Guild, Member } from '../world.ts'
import { wrong } from '../wrongs.ts'

/** docs: resources/guild, "List Guild Members" and "Search Guild Members". */
const MOST_MEMBERS = 1_000

/** The guild, if the bot is in it. */
function guildFor(call: Call): Guild {
  const guild = call.state.world.guild(param(call, 'guild'))
  if (!guild.members.has(call.state.bot.id)) throw refused(50001)
  return guild
}

function limit(call: Call): number {
  const asked = Number(call.query.get('limit') ?? 1)
  if (!Number.isInteger(asked) || asked < 1)
    throw wrong(['limit'], 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')
  if (asked > MOST_MEMBERS)
    throw wrong(['limit'], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${MOST_MEMBERS}.`)
  return asked
}

const byId = (a: Member, b: Member) => (BigInt(a.person.id) < BigInt(b.person.id) ? -1 : 1)

export const guilds: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    run: call => {
      const guild = guildFor(call)
      return ok(guildJson(guild, call.state.world.member(guild.id, call.state.bot.id)))
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: call => ok([...guildFor(call).channels.values()].filter(({ thread }) => !thread).map(channelJson)),
  },
  { method: 'GET', path: '/guilds/:guild/roles', run: call => ok([...guildFor(call).roles.values()].map(roleJson)) },
  {
    method: 'GET',
    path: '/guilds/:guild/members',
    run: call => {
      if (!(call.state.allowed & PRIVILEGED.members)) throw refused(50001)
      const after = BigInt(call.query.get('after') ?? 0)
      const members = [...guildFor(call).members.values()].sort(byId)
      return ok(
        members
          .filter(({ person }) => BigInt(person.id) > after)
          .slice(0, limit(call))
          .map(memberJson),
      )
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/search',
    run: call => {
      const wanted = (call.query.get('query') ?? '').toLowerCase()
      const found = [...guildFor(call).members.values()].filter(({ person, nick }) =>
        [person.username, nick].some(name => name?.toLowerCase().startsWith(wanted)),
      )
      return ok(found.slice(0, limit(call)).map(memberJson))
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: call => ok(memberJson(call.state.world.member(guildFor(call).id, param(call, 'user')))),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    run: call => {
      const active = [...guildFor(call).channels.values()].filter(({ thread }) => thread && !thread.archived)
      return ok({
        threads: active.filter(({ type }) => type === ChannelType.PublicThread).map(channelJson),
        members: [],
      })
    },
  },
]
