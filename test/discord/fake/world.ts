import { Clock } from './clock.ts'
import { type Code, refused } from './refused.ts'
import type { Embed, Json, Piece } from './shapes.ts'
import { Snowflakes } from './snowflake.ts'

export type Person = { id: string; username: string; globalName: string | null; bot: boolean; locale: string }
export type Member = { person: Person; guildId: string; nick: string | null; roles: Set<string>; joinedAt: number }
export type Role = { id: string; name: string; permissions: bigint; position: number; mentionable: boolean }
export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint }

export type Thread = {
  ownerId: string
  archived: boolean
  locked: boolean
  autoArchive: number
  changedAt: number
  createdAt: number
  activeAt: number
  messages: number
  members: Set<string>
  /** Ids of the tags on a forum's post. */
  tags: string[]
}

export type Tag = { id: string; name: string; moderated: boolean }

export type Channel = {
  id: string
  guildId: string
  type: number
  name: string
  parentId: string | null
  topic: string | null
  position: number
  overwrites: Overwrite[]
  lastMessageId: string | null
  thread: Thread | null
  /** What a forum has, and no other channel. */
  forum: { tags: Tag[]; requiresTag: boolean } | null
}

export type Attachment = { id: string; filename: string; size: number; type: string; bytes: Uint8Array; url: string }

/** Who was meant by a message, after the allowed mentions were applied. */
export type Mentioned = { everyone: boolean; users: string[]; roles: string[] }

export type Message = {
  id: string
  channelId: string
  author: Person
  content: string
  components: Piece[]
  embeds: Embed[]
  attachments: Attachment[]
  flags: number
  type: number
  madeAt: number
  editedAt: number | null
  mentioned: Mentioned
  /** Whose phone rang when it was posted. */
  pinged: string[]
  nonce: string | number | null
  referenceId: string | null
  /** The one person who sees it; null = everybody in the channel. */
  onlyFor: string | null
  /** Set on answers to interactions. */
  interaction: Json | null
  webhookId: string | null
  /** What else the message has, as Discord writes it: stickers, a poll. */
  extras?: Json
}

export type Guild = {
  id: string
  name: string
  ownerId: string
  locale: string
  roles: Map<string, Role>
  members: Map<string, Member>
  channels: Map<string, Channel>
}

/** Something that the gateway may tell, and to whom. */
export type Happening = {
  t: string
  d: Json
  /** Bits of which one must be among the session's intents; 0 = always told. */
  intents: number
  /** Where it happened: who cannot see the channel is not told. */
  channelId?: string
  message?: Message
}

/** All that this Discord holds: people, guilds, channels and messages. It judges nothing. */
export class World {
  readonly clock = new Clock()
  readonly ids = new Snowflakes(() => this.clock.now())
  readonly people = new Map<string, Person>()
  readonly guilds = new Map<string, Guild>()
  readonly messages = new Map<string, Message>()
  readonly attachments = new Map<string, Attachment>()
  /** Direct messages with the bot, by the id of their channel. */
  readonly direct = new Map<string, { with: string; messages: Message[] }>()
  /** People who take no direct messages from members of their servers. */
  readonly closed = new Set<string>()
  /** Where files are served from. */
  files = ''
  /** Ids of messages that were deleted. */
  readonly deleted = new Set<string>()
  #listeners = new Set<(happening: Happening) => void>()

  listen(listener: (happening: Happening) => void): void {
    this.#listeners.add(listener)
  }

  tell(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening)
  }

  guild(id: string): Guild {
    return this.guilds.get(id) ?? no(10004)
  }

  channel(id: string): Channel {
    for (const guild of this.guilds.values()) {
      const channel = guild.channels.get(id)
      if (channel) return channel
    }
    return no(10003)
  }

  guildOf(channel: Channel): Guild {
    return this.guild(channel.guildId)
  }

  member(guildId: string, personId: string): Member {
    return this.guild(guildId).members.get(personId) ?? no(10007)
  }

  message(channelId: string, id: string): Message {
    const message = this.messages.get(id)
    return message?.channelId === channelId ? message : no(10008)
  }

  /** The messages of a channel, oldest first. */
  messagesIn(channelId: string): Message[] {
    return [...this.messages.values()].filter(message => message.channelId === channelId)
  }
}

function no(code: Code): never {
  throw refused(code)
}
