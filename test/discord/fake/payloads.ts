import { ChannelFlags, ComponentType } from 'discord.js'
import type { Json, Piece } from './shapes.ts'
import type { Attachment, Channel, Member, Message, Person, Role, World } from './world.ts'

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
    flags: 0,
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
    flags: channel.forum?.requiresTag ? ChannelFlags.RequireTag : 0,
  }
  const { thread, forum } = channel
  if (!thread)
    return {
      ...common,
      position: channel.position,
      topic: channel.topic,
      nsfw: false,
      ...(forum && {
        available_tags: forum.tags.map(tag => ({ ...tag, emoji_id: null, emoji_name: null })),
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: 0,
      }),
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
    applied_tags: thread.tags,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: when(thread.changedAt),
      create_timestamp: when(thread.createdAt),
    },
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
    components: message.components.map(piece => componentJson(piece, message.attachments)),
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
    ...message.extras,
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

/** A component with what Discord adds: its defaults, and where its files lie. */
function componentJson(piece: Piece, files: readonly Attachment[]): Json {
  const media = ({ url, ...rest }: { url: string }) => {
    const file = files.find(({ filename }) => url === `attachment://${filename}`)
    const at = file?.url ?? url
    return { ...rest, url: at, proxy_url: at, ...(file ? { attachment_id: file.id, content_type: file.type } : {}) }
  }
  return {
    ...DEFAULTS[piece.type],
    ...piece,
    ...(piece.components ? { components: piece.components.map(one => componentJson(one, files)) } : {}),
    ...(piece.accessory ? { accessory: componentJson(piece.accessory, files) } : {}),
    ...(piece.media ? { media: media(piece.media) } : {}),
    ...(piece.file ? { file: media(piece.file) } : {}),
    ...(piece.items ? { items: piece.items.map(item => ({ spoiler: false, ...item, media: media(item.media) })) } : {}),
  }
}

const DEFAULTS: Record<number, Json> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { spacing: 1, divider: true },
  [ComponentType.Thumbnail]: { description: null, spoiler: false },
  [ComponentType.File]: { spoiler: false },
}
