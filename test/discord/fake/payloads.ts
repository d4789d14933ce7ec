import { permissionsIn } from './permissions.ts'
import type { Json, Piece } from './shapes.ts'
import type { Attachment, Channel, Guild, Member, Message, Person, Role, World } from './world.ts'

/** Things as Discord writes them in JSON; the shapes follow its documentation and recorded traffic. */
export const when = (ms: number) => new Date(ms).toISOString().replace('Z', '000+00:00')

export function personJson(person: Person): Json {
  return {
    id: person.id,
    username: person.username,
    global_name: person.globalName,
    discriminator: person.bot ? '0001' : '0',
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    ...(person.bot ? { bot: true } : {}),
  }
}

export function memberJson(member: Member): Json {
  return {
    user: personJson(member.person),
    roles: [...member.roles],
    nick: member.nick,
    avatar: null,
    banner: null,
    joined_at: when(member.joinedAt),
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
  }
}

export function roleJson(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position: role.position,
    mentionable: role.mentionable,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  }
}

export function channelJson(channel: Channel): Json {
  const common = {
    id: channel.id,
    guild_id: channel.guildId,
    type: channel.type,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: 0,
    flags: 0,
  }
  const { thread } = channel
  if (!thread)
    return {
      ...common,
      position: channel.position,
      topic: channel.topic,
      nsfw: false,
      permission_overwrites: channel.overwrites.map(one => ({
        id: one.id,
        type: one.type,
        allow: String(one.allow),
        deny: String(one.deny),
      })),
    }
  return {
    ...common,
    owner_id: thread.ownerId,
    message_count: thread.messages,
    total_message_sent: thread.messages,
    member_count: thread.members.size,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: when(thread.changedAt),
      create_timestamp: when(thread.createdAt),
    },
  }
}

export function guildJson(guild: Guild, self: Member): Json {
  const channels = [...guild.channels.values()]
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: [],
    stickers: [],
    features: [],
    icon: null,
    description: null,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    banner: null,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    premium_subscription_count: 0,
    premium_tier: 0,
    public_updates_channel_id: null,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    splash: null,
    discovery_splash: null,
    system_channel_flags: 0,
    system_channel_id: null,
    vanity_url_code: null,
    verification_level: 1,
    max_members: 500_000,
    max_video_channel_users: 25,
    joined_at: when(self.joinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    // Without the members intent a guild comes with its own bot as the only member. docs: events/gateway-events.
    members: [memberJson(self)],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    channels: channels.filter(({ thread }) => !thread).map(channelJson),
    threads: channels
      .filter(one => one.thread && !one.thread.archived && permissionsIn(guild, self, one))
      .map(channelJson),
  }
}

export function attachmentJson(file: Attachment): Json {
  return {
    id: file.id,
    filename: file.filename,
    size: file.size,
    content_type: file.type,
    url: file.url,
    proxy_url: file.url,
  }
}

export function messageJson(world: World, message: Message): Json {
  const guild = world.guildOf(world.channel(message.channelId))
  const people = message.mentioned.users.map(id => world.people.get(id)).filter(one => one !== undefined)
  const thread = guild.channels.get(message.id)
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: personJson(message.author),
    content: message.content,
    components: message.components as Piece[],
    embeds: message.embeds.map(embed => ({ type: 'rich', ...embed })),
    attachments: message.attachments.map(attachmentJson),
    flags: message.flags,
    timestamp: when(message.madeAt),
    edited_timestamp: message.editedAt === null ? null : when(message.editedAt),
    mentions: people.map(personJson),
    mention_roles: message.mentioned.roles,
    mention_everyone: message.mentioned.everyone,
    pinned: false,
    tts: false,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.webhookId === null ? {} : { webhook_id: message.webhookId, application_id: message.webhookId }),
    ...(message.interaction === null ? {} : { interaction_metadata: message.interaction }),
    ...(message.referenceId === null
      ? {}
      : {
          message_reference: {
            type: 0,
            message_id: message.referenceId,
            channel_id: message.channelId,
            guild_id: guild.id,
          },
        }),
    ...(thread ? { thread: channelJson(thread) } : {}),
  }
}

/** docs: events/gateway-events, "Ready". */
export function readyJson(bot: Person, guilds: readonly Guild[], sessionId: string, url: string): Json {
  return {
    v: 10,
    user: { ...personJson(bot), verified: true, mfa_enabled: true, flags: 0 },
    user_settings: {},
    session_type: 'normal',
    session_id: sessionId,
    resume_gateway_url: url,
    shard: [0, 1],
    application: { id: bot.id, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    private_channels: [],
    relationships: [],
    presences: [],
    geo_ordered_rtc_regions: [],
    _trace: [],
  }
}
