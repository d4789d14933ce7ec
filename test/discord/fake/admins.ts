import { ChannelType } from 'discord.js'
import { guildJson } from './guild-payloads.ts'
import { remove, unfurl } from './messages.ts'
import { channelJson, memberJson, roleJson } from './payloads.ts'
import { bits, type Permission } from './permissions.ts'
import { PRIVILEGED, State } from './state.ts'
import { archive, GUILDS } from './threads.ts'
import { User } from './user.ts'
import type { Channel, Guild, Member, Overwrite, Person, Role } from './world.ts'

/** What everybody may do in a new guild. docs: topics/permissions; the defaults of a new server. */
const EVERYONE: Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'AttachFiles',
  'EmbedLinks',
  'AddReactions',
]

/** What Waybill asks for in its invite link. */
const BOT: Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'ManageThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
]

export type Rights = { allow?: Permission[]; deny?: Permission[] }

/** What the admins of a guild do: people come and go, channels and roles change, and the bot is told. */
export class Admins {
  readonly state = new State()
  /** The guild where most tests happen; `addGuild` makes more. */
  readonly guild: Guild = this.addGuild('The shop')
  /** The bot as a member. */
  get self(): Member {
    return this.state.world.member(this.guild.id, this.state.bot.id)
  }

  addGuild(name: string): Guild {
    const { ids, guilds } = this.state.world
    const id = ids.next()
    const everyone: Role = { id, name: '@everyone', permissions: bits(...EVERYONE), position: 0, mentionable: false }
    const owner = this.#person('owner', 'en-US')
    const guild: Guild = {
      id,
      name,
      ownerId: owner.id,
      locale: 'en-US',
      roles: new Map([[id, everyone]]),
      members: new Map(),
      channels: new Map(),
    }
    guilds.set(id, guild)
    this.#join(guild, owner, [])
    this.invite(guild)
    return guild
  }

  addRole(
    name: string,
    { allow = [], mentionable = false }: { allow?: Permission[]; mentionable?: boolean } = {},
    guild = this.guild,
  ): Role {
    const id = this.state.world.ids.next()
    const role: Role = { id, name, permissions: bits(...allow), position: guild.roles.size, mentionable }
    guild.roles.set(id, role)
    this.#tell('GUILD_ROLE_CREATE', { guild_id: guild.id, role: roleJson(role) })
    return role
  }

  /** A text channel. `rights` by the id of a role or a member; everyone's is the guild's id. */
  addChannel(name: string, rights: Record<string, Rights> = {}, guild = this.guild): Channel {
    const channel: Channel = {
      id: this.state.world.ids.next(),
      guildId: guild.id,
      type: ChannelType.GuildText,
      name,
      parentId: null,
      topic: null,
      position: guild.channels.size,
      overwrites: overwrites(guild, rights),
      lastMessageId: null,
      thread: null,
      forum: null,
    }
    guild.channels.set(channel.id, channel)
    this.#tell('CHANNEL_CREATE', channelJson(channel))
    return channel
  }

  /** A channel that only these roles and members see, and the bot. */
  addPrivateChannel(name: string, ...ids: readonly string[]): Channel {
    const open: Rights = { allow: ['ViewChannel'] }
    const rights = Object.fromEntries([...ids, this.self.person.id].map(id => [id, open]))
    return this.addChannel(name, { ...rights, [this.guild.id]: { deny: ['ViewChannel'] } })
  }

  /** A forum that only these roles and members see, and the bot. */
  addForum(name: string, ids: readonly string[] = [], { tags = [] as readonly string[], requiresTag = false } = {}) {
    const channel = this.addPrivateChannel(name, ...ids)
    const made = tags.map(tag => ({ id: this.state.world.ids.next(), name: tag, moderated: false }))
    Object.assign(channel, { type: ChannelType.GuildForum, forum: { tags: made, requiresTag } })
    this.#tell('CHANNEL_UPDATE', channelJson(channel))
    return channel
  }

  /** Changes who may do what in a channel. */
  permit(channel: Channel, rights: Record<string, Rights>): void {
    const guild = this.state.world.guildOf(channel)
    const changed = overwrites(guild, rights)
    channel.overwrites = [...channel.overwrites.filter(({ id }) => !changed.some(one => one.id === id)), ...changed]
    this.#tell('CHANNEL_UPDATE', channelJson(channel))
  }

  deleteChannel(channel: Channel): void {
    const guild = this.state.world.guildOf(channel)
    for (const one of guild.channels.values()) if (one.parentId === channel.id) guild.channels.delete(one.id)
    guild.channels.delete(channel.id)
    this.#tell('CHANNEL_DELETE', channelJson(channel))
  }

  /** Somebody who joins, with roles. */
  addUser(
    username: string,
    { roles = [] as readonly Role[], locale = 'en-US', nick = null as string | null } = {},
  ): User {
    const person = this.#person(username, locale)
    const member = this.#join(
      this.guild,
      person,
      roles.map(({ id }) => id),
    )
    member.nick = nick
    return new User(this.state, member)
  }

  giveRole(user: User, role: Role): void {
    user.member.roles.add(role.id)
    this.#memberChanged(user.member)
  }

  takeRole(user: User, role: Role): void {
    user.member.roles.delete(role.id)
    this.#memberChanged(user.member)
  }

  deleteRole(role: Role): void {
    this.guild.roles.delete(role.id)
    for (const member of this.guild.members.values()) member.roles.delete(role.id)
    this.#tell('GUILD_ROLE_DELETE', { guild_id: this.guild.id, role_id: role.id })
  }

  /** Lets the bot in, with the role that its invite link asks for. */
  invite(guild = this.guild): void {
    this.state.world.people.set(this.state.bot.id, this.state.bot)
    const self = this.#join(guild, this.state.bot, [this.addRole('Waybill', { allow: BOT }, guild).id])
    this.#tell('GUILD_CREATE', guildJson(guild, self))
  }

  /** Throws the bot out of the guild. */
  kick(guild = this.guild): void {
    guild.members.delete(this.state.bot.id)
    this.#tell('GUILD_DELETE', { id: guild.id })
  }

  /** Changes what a role may do, or its name. */
  changeRole(role: Role, { allow, name }: { allow?: Permission[]; name?: string }): void {
    if (allow) role.permissions = bits(...allow)
    role.name = name ?? role.name
    this.#tell('GUILD_ROLE_UPDATE', { guild_id: this.guild.id, role: roleJson(role) })
  }

  renameChannel(channel: Channel, name: string): void {
    channel.name = name
    this.#tell('CHANNEL_UPDATE', channelJson(channel))
  }

  archiveThread(id: string, { locked = false } = {}): void {
    archive(this.state.world, this.state.world.channel(id), { archived: true, locked })
  }

  /** Deletes a post of a forum, with all that is said in it. */
  deletePost(id: string): void {
    const { world } = this.state
    for (const message of world.messagesIn(id)) world.messages.delete(message.id)
    this.deleteChannel(world.channel(id))
  }

  /** The names of the tags on a post. */
  tagsOf(post: string): readonly string[] {
    const { thread, parentId } = this.state.world.channel(post)
    const { forum } = this.state.world.channel(parentId ?? '')
    return (thread?.tags ?? []).flatMap(id => forum?.tags.find(tag => tag.id === id)?.name ?? [])
  }

  deleteMessage(id: string): void {
    const message = this.state.world.messages.get(id)
    if (message) remove(this.state.world, message)
  }

  /** Discord shows what is behind a link in a message. */
  unfurl({ id }: { id: string }): void {
    const message = this.state.world.messages.get(id)
    if (message) unfurl(this.state.world, message)
  }

  #person(username: string, locale: string): Person {
    const person: Person = {
      id: this.state.world.ids.next(),
      username: username.toLowerCase().replace(/[^a-z0-9._]/g, '_'),
      globalName: username,
      bot: false,
      locale,
    }
    this.state.world.people.set(person.id, person)
    return person
  }

  #join(guild: Guild, person: Person, roles: readonly string[]): Member {
    const joinedAt = this.state.world.clock.now()
    const member: Member = { person, guildId: guild.id, nick: null, roles: new Set(roles), joinedAt }
    guild.members.set(person.id, member)
    this.#tell('GUILD_MEMBER_ADD', { ...memberJson(member), guild_id: guild.id }, PRIVILEGED.members)
    return member
  }

  /** Of itself a bot hears without the privileged intent. docs: events/gateway, "List of Intents". */
  #memberChanged(member: Member): void {
    const intents = member.person.id === this.state.bot.id ? 0 : PRIVILEGED.members
    this.#tell('GUILD_MEMBER_UPDATE', { ...memberJson(member), guild_id: member.guildId }, intents)
  }

  #tell(t: string, d: Record<string, unknown>, intents = GUILDS): void {
    this.state.world.tell({ t, d, intents })
  }
}

function overwrites(guild: Guild, rights: Record<string, Rights>): Overwrite[] {
  return Object.entries(rights).map(([id, { allow = [], deny = [] }]) => ({
    id,
    type: guild.roles.has(id) ? 0 : 1,
    allow: bits(...allow),
    deny: bits(...deny),
  }))
}
