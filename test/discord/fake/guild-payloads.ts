import { channelJson, memberJson, personJson, roleJson, when } from './payloads.ts'
import { permissionsIn } from './permissions.ts'
import type { Json } from './shapes.ts'
import type { Guild, Member, Person } from './world.ts'

/** docs: resources/guild, "Guild Object", with what GUILD_CREATE adds. */
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
