import { MessageFlags, MessageType } from 'discord.js'
import { numbered } from './components.ts'
import { mentioned, pinged, wordsOf } from './mentions.ts'
import { type Draft, draft, staying } from './message-body.ts'
import { memberJson, messageJson } from './payloads.ts'
import { refused } from './refused.ts'
import type { MessageBody, Upload } from './shapes.ts'
import { touch } from './threads.ts'
import type { Attachment, Channel, Message, Person, World } from './world.ts'

/** The intents by which a bot hears of messages. docs: events/gateway, "List of Intents". */
const GUILD_MESSAGES = 1 << 9

/** A file as Discord keeps it: at most 10 MiB. docs: reference, "Uploading Files". */
const MOST_FILE = 10 * 1_024 * 1_024

export type Origin = Pick<Message, 'interaction' | 'webhookId' | 'onlyFor' | 'type' | 'extras'> & {
  byInteraction: boolean
  /** Of a post's first message, which has its thread's id. */
  id?: string
}

export const PLAIN: Origin = {
  interaction: null,
  webhookId: null,
  onlyFor: null,
  type: MessageType.Default,
  byInteraction: false,
}

/** Puts a message into a channel, tells everybody, and notes whose phone rang. */
export function post(
  world: World,
  channel: Channel,
  author: Person,
  body: MessageBody,
  uploads: readonly Upload[] = [],
  origin: Origin = PLAIN,
  ready: Draft = draft(body, uploads, null, { ephemeral: origin.byInteraction }),
): Message {
  const guild = world.guildOf(channel)
  const { byInteraction, ...from } = origin
  const words = wordsOf(ready.content, ready.components)
  const message: Message = {
    ...from,
    ...ready,
    id: from.id ?? world.ids.next(),
    channelId: channel.id,
    author,
    components: numbered(ready.components),
    attachments: keep(world, uploads, body),
    madeAt: world.clock.now(),
    editedAt: null,
    mentioned: mentioned(guild, channel, author, words, body.allowed_mentions, byInteraction),
    nonce: body.nonce ?? null,
    referenceId: body.message_reference?.message_id ?? null,
    type: body.message_reference?.message_id ? MessageType.Reply : from.type,
    pinged: [],
  }
  answered(world, message, body)
  const silent = message.onlyFor !== null || message.flags & MessageFlags.Loading
  message.pinged = silent ? [] : pinged(guild, channel, message.mentioned, author.id)
  world.messages.set(message.id, message)
  if (message.onlyFor === null) {
    channel.lastMessageId = message.id
    touch(world, channel, 1, message.mentioned.users)
    tell(world, 'MESSAGE_CREATE', message)
  }
  return message
}

/** An answer to a message mentions its author, unless told otherwise. docs: resources/message, "Allowed Mentions Object". */
function answered(world: World, { referenceId, mentioned: { users } }: Message, body: MessageBody): void {
  const author = referenceId === null ? undefined : world.messages.get(referenceId)?.author
  const wanted = body.allowed_mentions ? body.allowed_mentions.replied_user : true
  if (author && wanted && !users.includes(author.id)) users.push(author.id)
}

/** Changes a message in place. Nobody's phone rings for an edit, unless it takes the place of "thinking…". */
export function edit(
  world: World,
  message: Message,
  body: MessageBody,
  uploads: readonly Upload[],
  at: readonly string[] = [],
): Message {
  const changed = draft(body, uploads, message, { at })
  const channel = world.channel(message.channelId)
  const guild = world.guildOf(channel)
  const components = body.components === undefined ? changed.components : numbered(changed.components)
  const wasThinking = Boolean(message.flags & MessageFlags.Loading)
  Object.assign(message, changed, { components, flags: changed.flags & ~MessageFlags.Loading })
  message.attachments = [...staying(message, body, uploads), ...keep(world, uploads, body)]
  const words = wordsOf(message.content, message.components)
  const byInteraction = message.webhookId !== null
  message.mentioned = mentioned(guild, channel, message.author, words, body.allowed_mentions, byInteraction)
  if (wasThinking && message.onlyFor === null)
    message.pinged = pinged(guild, channel, message.mentioned, message.author.id)
  else message.editedAt = world.clock.now()
  if (message.onlyFor === null) tell(world, 'MESSAGE_UPDATE', message)
  return message
}

/** Discord looks at a link: the message is told anew, and was not edited. */
export function unfurl(world: World, message: Message): void {
  message.embeds = [{ title: 'A page', description: 'What stands there' }]
  tell(world, 'MESSAGE_UPDATE', message)
}

export function remove(world: World, message: Message): void {
  const { guildId } = world.channel(message.channelId)
  world.messages.delete(message.id)
  world.deleted.add(message.id)
  if (message.onlyFor !== null) return
  const d = { id: message.id, channel_id: message.channelId, guild_id: guildId }
  world.tell({ t: 'MESSAGE_DELETE', d, intents: GUILD_MESSAGES, channelId: message.channelId })
}

function tell(world: World, t: string, message: Message): void {
  const { guildId, type } = world.channel(message.channelId)
  const author = world.guilds.get(guildId)?.members.get(message.author.id)
  // With a new message comes its author's membership, without the person. docs: events/gateway-events, "Message Create".
  const { user: _, ...member } = author ? memberJson(author) : { user: null }
  const known = t === 'MESSAGE_CREATE' && author && !message.webhookId ? { member } : {}
  const d = { ...messageJson(world, message), ...known, guild_id: guildId, channel_type: type }
  world.tell({ t, d, intents: GUILD_MESSAGES, channelId: message.channelId, message })
}

/** Names in `attachments` win over those of the upload: `files[0]` is described by the entry with id 0. */
export function keep(world: World, uploads: readonly Upload[], body: MessageBody = {}): Attachment[] {
  return uploads.map(upload => {
    if (upload.bytes.length > MOST_FILE) throw refused(40005)
    const index = upload.field.match(/\d+/)?.[0]
    const described = body.attachments?.find(({ id }) => id === index)
    const id = world.ids.next()
    const filename = described?.filename ?? upload.name
    const url = `${world.files}/attachments/${id}/${encodeURIComponent(filename)}`
    const file = { id, filename, size: upload.bytes.length, type: upload.type, bytes: upload.bytes, url }
    world.attachments.set(id, file)
    return file
  })
}
