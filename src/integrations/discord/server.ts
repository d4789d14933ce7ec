import {
  type APIGuild,
  type APIGuildChannel,
  type APIGuildForumChannel,
  type APIGuildMember,
  type APINewsChannel,
  type APIRole,
  type APITextChannel,
  type APIUser,
  ChannelType,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js'
import { Refusal } from '../../kernel/words/refusal.ts'
import { attempt, CODE, codeOf } from './client.ts'
import { type Bearer, type Guild, permissionsIn } from './permissions.ts'

/** A channel of the kinds that can be a room. In a forum each card is a post. */
export type ServerChannel = APITextChannel | APINewsChannel | APIGuildForumChannel

/** The kinds of channel that can be a room. */
export const ROOM_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const

/** How long what was read is believed, ms. Short: rights hang on it. */
const FRESH = 3_000
/** docs: resources/guild, "Search Guild Members". */
const MOST_FOUND = 25

/** The one server Waybill works in, read over REST, so that every process can ask and not only the gateway's owner. */
export type Server = ReturnType<typeof openServer>

/** @param guild the server's id as the settings name it; null = the only one the bot is in. */
export function openServer(rest: REST, guild: string | null) {
  const get = <T>(route: `/${string}`, query?: URLSearchParams) =>
    attempt<T>(() => rest.get(route, query ? { query } : {}))
  const once = <T>(read: () => Promise<T>) => remembered(read, Number.POSITIVE_INFINITY)
  const me = once(() => get<APIUser>(Routes.user()))
  const id = once(async () => guild ?? (await theOnly(await get(Routes.userGuilds()))))
  const whole = remembered(async () => {
    const found = await get<APIGuild>(Routes.guild(await id()))
    const roles = new Map(found.roles.map(role => [role.id, BigInt(role.permissions)]))
    return { name: found.name, list: found.roles, guild: { id: found.id, ownerId: found.owner_id, roles } }
  }, FRESH)
  const everyChannel = remembered(async () => get<readonly APIGuildChannel[]>(Routes.guildChannels(await id())), FRESH)
  const channels = async () => (await everyChannel()).filter(isRoom)

  /** A member, or null for somebody who is not in the server. */
  const member = async (user: string): Promise<APIGuildMember | null> => {
    try {
      return (await rest.get(Routes.guildMember(await id(), user))) as APIGuildMember
    } catch (error) {
      const code = codeOf(error)
      if (code === CODE.unknownMember || code === CODE.unknownUser) return null
      return attempt(() => Promise.reject(error))
    }
  }
  /** Which channels are forums: that never changes. */
  const kinds = new Map<string, boolean>()
  const myself = remembered(async () => member((await me()).id), FRESH)

  return {
    me,
    id,
    channels,
    /** Those too that can be no room. */
    everyChannel,
    /** The forum of that id; null for any other kind of channel, and for one that we don’t see. */
    async forum(channel: string): Promise<APIGuildForumChannel | null> {
      if (kinds.get(channel) === false) return null
      const found = (await channels()).find(({ id }) => id === channel)
      if (found) kinds.set(channel, isForum(found))
      return found && isForum(found) ? found : null
    },
    member,
    name: async () => (await whole()).name,
    roles: async (): Promise<readonly APIRole[]> => (await whole()).list,
    /** Members whose name begins so. */
    search: async (query: string) =>
      get<readonly APIGuildMember[]>(
        Routes.guildMembersSearch(await id()),
        new URLSearchParams({ query, limit: String(MOST_FOUND) }),
      ),
    /** What Waybill itself may do in a channel. */
    async mine(channel: ServerChannel): Promise<bigint> {
      const self = await myself()
      return self ? can((await whole()).guild, self, channel) : 0n
    },
    /** What Waybill itself may do in the server, where no channel says otherwise. */
    async myRights(): Promise<bigint> {
      const self = await myself()
      return self ? permissionsIn((await whole()).guild, { user: self.user.id, roles: self.roles }, []) : 0n
    },
    /** What a member may do in a channel. */
    theirs: async (who: APIGuildMember, channel: ServerChannel) => can((await whole()).guild, who, channel),
    /** What somebody with that role alone may do in a channel. */
    async ofRole(role: string, channel: ServerChannel): Promise<bigint> {
      const { guild } = await whole()
      return permissionsIn(guild, { user: '', roles: [role] }, channel.permission_overwrites ?? [])
    },
    /** What anybody in the server may do in a channel. */
    async anybodys(channel: ServerChannel): Promise<bigint> {
      const { guild } = await whole()
      return permissionsIn(guild, { user: '', roles: [] }, channel.permission_overwrites ?? [])
    },
    /** Something changed: read again. */
    forget() {
      for (const one of [whole, everyChannel, myself]) one.forget()
    },
  }
}

function can(guild: Guild, { user, roles }: APIGuildMember, channel: ServerChannel): bigint {
  const bearer: Bearer = { user: user.id, roles }
  return permissionsIn(guild, bearer, channel.permission_overwrites ?? [])
}

export function isRoom(channel: APIGuildChannel): channel is ServerChannel {
  return ROOM_TYPES.some(type => type === channel.type)
}

function isForum(channel: APIGuildChannel): channel is APIGuildForumChannel {
  return channel.type === ChannelType.GuildForum
}

async function theOnly(guilds: readonly RESTAPIPartialCurrentUserGuild[]): Promise<string> {
  const [first, second] = guilds
  if (!first) throw new Refusal('The bot is in no Discord server yet. npm run doctor prints the link that invites it.')
  if (second)
    throw new Refusal('The bot is in several Discord servers: set DISCORD_GUILD to the id of the one to serve.')
  return first.id
}

/** Reads once for all who ask within that time, ms; a failed reading is not remembered. */
function remembered<T>(read: () => Promise<T>, fresh: number) {
  let last: { at: number; value: Promise<T> } | null = null
  const ask = () => {
    if (last && performance.now() - last.at < fresh) return last.value
    const value = read()
    const mine = { at: performance.now(), value }
    last = mine
    value.catch(() => {
      if (last === mine) last = null
    })
    return value
  }
  return Object.assign(ask, {
    forget() {
      last = null
    },
  })
}
