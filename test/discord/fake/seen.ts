import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js'
import { walk } from './components.ts'
import { isSelect } from './controls.ts'
import { type Names, readMarkdown } from './markdown.ts'
import { V2 } from './message-body.ts'
import type { Option, Piece } from './shapes.ts'
import type { Guild, Message, World } from './world.ts'

type SeenButton = { label: string; id: string | null; style: string; disabled: boolean; url: string | null }
type SeenSelect = { id: string; placeholder: string; options: readonly Option[]; disabled: boolean }

/** A message as a person has it before their eyes. */
export type SeenMessage = {
  id: string
  channel: string
  /** The thread under it, if one was started. */
  thread: string | null
  author: string
  /** All its words, line by line, markup taken off. */
  text: string
  /** The words as they were sent. */
  raw: string
  /** Links and mentions that could be followed. */
  links: readonly string[]
  buttons: readonly SeenButton[]
  selects: readonly SeenSelect[]
  /** The colour at the edge of its container. */
  accent: number | null
  pictures: readonly string[]
  /** What the pictures of galleries are said to show. */
  alts: readonly string[]
  files: readonly string[]
  /** Names of those whose phone rang. */
  pinged: readonly string[]
  ephemeral: boolean
  /** "Thinking…" stands there. */
  thinking: boolean
  edited: boolean
  at: Date
}

function namesIn(world: World, guild: Guild): Names {
  return {
    person: id => {
      const member = guild.members.get(id)
      return member?.nick ?? nameOf(world, id)
    },
    role: id => guild.roles.get(id)?.name ?? 'deleted-role',
    channel: id => guild.channels.get(id)?.name ?? 'unknown',
  }
}

function nameOf(world: World, id: string): string {
  const person = world.people.get(id)
  return person?.globalName ?? person?.username ?? 'unknown-user'
}

export function see(world: World, message: Message): SeenMessage {
  const channel = world.channel(message.channelId)
  const guild = world.guildOf(channel)
  const pieces = [...walk(message.components, [])].map(([piece]) => piece)
  const raw = wordsOf(message, pieces)
  const { text, links } = readMarkdown(raw, namesIn(world, guild))
  const urls = message.attachments.map(({ filename }) => filename)
  return {
    id: message.id,
    channel: message.channelId,
    thread: guild.channels.has(message.id) ? message.id : null,
    author: nameOf(world, message.author.id),
    text,
    raw,
    links: [
      ...links,
      ...pieces.flatMap(piece => (piece.type === ComponentType.Button && piece.url ? [piece.url] : [])),
    ],
    buttons: pieces.filter(({ type }) => type === ComponentType.Button).map(button),
    selects: pieces.filter(isSelect).map(select),
    accent:
      pieces.find(({ type }) => type === ComponentType.Container)?.accent_color ?? message.embeds[0]?.color ?? null,
    pictures: pieces.flatMap(({ items, media }) => [
      ...(items ?? []).map(one => one.media.url),
      ...(media ? [media.url] : []),
    ]),
    alts: pieces.flatMap(({ items }) => (items ?? []).map(({ description }) => description ?? '')),
    // In Components V2 a file that no component shows is not shown.
    files:
      message.flags & V2
        ? urls.filter(name => JSON.stringify(message.components).includes(`attachment://${name}`))
        : urls,
    pinged: message.pinged.map(id => nameOf(world, id)),
    ephemeral: message.onlyFor !== null,
    thinking: Boolean(message.flags & MessageFlags.Loading),
    edited: message.editedAt !== null,
    at: new Date(message.madeAt),
  }
}

function wordsOf(message: Message, pieces: readonly Piece[]): string {
  const embeds = message.embeds.flatMap(embed => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ])
  const texts = pieces.flatMap(piece => (piece.type === ComponentType.TextDisplay ? [piece.content] : []))
  return [message.content, ...embeds, ...texts].filter(Boolean).join('\n')
}

function button(piece: Piece): SeenButton {
  return {
    label: [piece.emoji?.name, piece.label].filter(Boolean).join(' '),
    id: piece.custom_id ?? null,
    style: (ButtonStyle[piece.style ?? 2] ?? '').toLowerCase(),
    disabled: piece.disabled ?? false,
    url: piece.url ?? null,
  }
}

function select(piece: Piece): SeenSelect {
  return {
    id: piece.custom_id ?? '',
    placeholder: piece.placeholder ?? '',
    options: piece.options ?? [],
    disabled: piece.disabled ?? false,
  }
}
