import { ChannelType } from 'discord.js'
import { guildJson } from '../guild-payloads.ts'
import { channelJson, memberJson, roleJson } from '../payloads.ts'
import { bits, type Permission, permissionsOf } from '../permissions.ts'
import { refused } from '../refused.ts'
import { type Call, ok, param, type Route } from '../route.ts'
import { checkSpec } from '../spec.ts'
import { PRIVILEGED } from '../state.ts'
import { GUILDS } from '../threads.ts'
import type { Channel, Guild, Member } from '../world.ts'
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

type MadeRole = { name?: string; permissions?: string; mentionable?: boolean }
type MadeChannel = {
  name: string
  type?: number
  permission_overwrites?: { id: string; type: 0 | 1; allow?: string; deny?: string }[]
}

/** What the bot may do in the whole guild; 50013 where it lacks the right. */
function rightsFor({ state }: Call, guild: Guild, wanted: Permission): bigint {
  const mine = permissionsOf(guild, state.world.member(guild.id, state.bot.id))
  if (!(mine & bits(wanted))) throw refused(50013)
  return mine
}

/** docs: resources/guild, "Create Guild Role". */
function makeRole(call: Call) {
  const guild = guildFor(call)
  const mine = rightsFor(call, guild, 'ManageRoles')
  checkSpec('CreateRoleRequest', { ...(call.body as MadeRole), permissions: undefined })
  const { name = 'new role', permissions = '0', mentionable = false } = call.body as MadeRole
  if (BigInt(permissions) & ~mine) throw refused(50013)
  const id = call.state.world.ids.next()
  const role = { id, name, permissions: BigInt(permissions), position: guild.roles.size, mentionable }
  guild.roles.set(id, role)
  call.state.world.tell({ t: 'GUILD_ROLE_CREATE', d: { guild_id: guild.id, role: roleJson(role) }, intents: GUILDS })
  return ok(roleJson(role))
}

/** Only what the bot may itself can be allowed or denied. docs: resources/guild, "Create Guild Channel". */
function makeChannel(call: Call) {
  const guild = guildFor(call)
  const mine = rightsFor(call, guild, 'ManageChannels')
  // Bits are taken as digits in a string, though the description has only numbers. docs: topics/permissions.
  const numbers = (key: string, value: unknown) => (/^(allow|deny)$/.test(key) ? Number(value) : value)
  checkSpec('CreateGuildChannelRequest', JSON.parse(JSON.stringify(call.body), numbers))
  const { name, type = ChannelType.GuildText, permission_overwrites: given = [] } = call.body as MadeChannel
  const overwrites = given.map(({ id, type: of, allow = '0', deny = '0' }) => {
    if ((BigInt(allow) | BigInt(deny)) & ~mine) throw refused(50013)
    if (!(of === 0 ? guild.roles : guild.members).has(id)) throw refused(of === 0 ? 10011 : 10013)
    return { id, type: of, allow: BigInt(allow), deny: BigInt(deny) }
  })
  const channel: Channel = {
    id: call.state.world.ids.next(),
    guildId: guild.id,
    type,
    name,
    parentId: null,
    topic: null,
    position: guild.channels.size,
    overwrites,
    lastMessageId: null,
    thread: null,
    forum: type === ChannelType.GuildForum ? { tags: [], requiresTag: false } : null,
  }
  guild.channels.set(channel.id, channel)
  call.state.world.tell({ t: 'CHANNEL_CREATE', d: channelJson(channel), intents: GUILDS })
  return { status: 201, body: channelJson(channel) }
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
  { method: 'POST', path: '/guilds/:guild/channels', run: makeChannel },
  { method: 'POST', path: '/guilds/:guild/roles', run: makeRole },
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
