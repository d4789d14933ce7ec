import { MessageFlags } from 'discord.js'
import { judgeComponents, namesOf } from './components.ts'
import { judgeMentions } from './mentions.ts'
import { refused } from './refused.ts'
import type { Embed, MessageBody, Upload } from './shapes.ts'
import type { Message } from './world.ts'
import { Wrongs } from './wrongs.ts'

/** docs: resources/message, "Create Message": 2,000 for bots; "Embed Limits": 6,000 in all. */
const MOST_CONTENT = 2_000
const MOST_EMBED = 6_000

export const V2 = MessageFlags.IsComponentsV2
const SETTABLE = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | V2

/** What a message will be once the body is applied; `old` for an edit. */
export type Draft = Pick<Message, 'content' | 'embeds' | 'components' | 'flags'>

/**
 * The rules of message bodies that the API description does not hold; answers what the message becomes.
 * `at` is where the body lies: `data` in an interaction's answer. `ephemeral` says whether that flag may be set.
 */
export function draft(
  body: MessageBody,
  uploads: readonly Upload[],
  old: Message | null,
  { at = [], ephemeral = false }: { at?: readonly string[]; ephemeral?: boolean } = {},
): Draft {
  const wrongs = new Wrongs()
  const settable = SETTABLE | (ephemeral ? MessageFlags.Ephemeral : 0)
  const flags = old ? editedFlags(old, body.flags) : (body.flags ?? 0) & settable
  const result: Draft = {
    content: body.content === undefined && old ? old.content : (body.content ?? '').trim(),
    embeds: body.embeds === undefined && old ? old.embeds : (body.embeds ?? []),
    components: body.components === undefined && old ? old.components : (body.components ?? []),
    flags,
  }
  if (result.content.length > MOST_CONTENT)
    wrongs.add([...at, 'content'], 'BASE_TYPE_MAX_LENGTH', `Must be ${MOST_CONTENT} or fewer in length.`)
  if (flags & V2) judgeLegacy(wrongs, result, body, at)
  judgeEmbeds(wrongs, result.embeds, at)
  // An edit that names its flags and leaves V2 out is read as the old kind (Discord.Net issue 3132).
  const v2 = Boolean((body.flags ?? flags) & V2)
  const files = [...(old ? staying(old, body, uploads) : []).map(({ filename }) => filename), ...namesOf(uploads)]
  if (body.components || !old) judgeComponents(wrongs, result.components, v2, files, [...at, 'components'])
  judgeMentions(body.allowed_mentions, at)
  wrongs.settle()
  judgeEmpty(result, body, uploads, old)
  return result
}

/** In v10 whatever is to stay must be named; a new file without names takes the place of all (api-docs 5170). */
export function staying(old: Message, body: MessageBody, uploads: readonly Upload[]): Message['attachments'] {
  if (!body.attachments) return uploads.length > 0 ? [] : old.attachments
  const named = new Set(body.attachments.map(({ id }) => String(id)))
  return old.attachments.filter(({ id }) => named.has(id))
}

/** Components V2 can be set and never unset; embeds can be shown and hidden. docs: resources/message, "Edit Message". */
function editedFlags(old: Message, flags: number | null | undefined): number {
  if (flags === undefined || flags === null) return old.flags
  const kept = old.flags & ~MessageFlags.SuppressEmbeds
  return kept | (flags & (MessageFlags.SuppressEmbeds | V2))
}

function judgeLegacy(wrongs: Wrongs, result: Draft, body: MessageBody, at: readonly string[]): void {
  const used = {
    content: result.content !== '',
    embeds: result.embeds.length > 0,
    sticker_ids: Boolean(body.sticker_ids?.length),
    poll: Boolean(body.poll),
  }
  for (const [field, isUsed] of Object.entries(used))
    if (isUsed)
      wrongs.add(
        [...at, field],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      )
}

function judgeEmbeds(wrongs: Wrongs, embeds: readonly Embed[], at: readonly string[]): void {
  const texts = embeds.flatMap(embed => [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(field => [field.name, field.value]),
  ])
  const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
  if (length > MOST_EMBED)
    wrongs.add([...at, 'embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MOST_EMBED}`)
}

function judgeEmpty(result: Draft, body: MessageBody, uploads: readonly Upload[], old: Message | null): void {
  const kept = body.attachments === undefined ? (old?.attachments.length ?? 0) : (body.attachments?.length ?? 0)
  const legacy =
    result.content || result.embeds.length || uploads.length || kept || body.sticker_ids?.length || body.poll
  if (!result.components.length && (result.flags & V2 || !legacy)) throw refused(50006)
}
