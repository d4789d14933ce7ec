import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  type ModalSubmitComponent,
} from 'discord.js'
import { FROM_MESSAGE } from '../../../kernel/hearing/from-message.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Values } from '../../../kernel/shapes/form.ts'
import type { Act } from '../../../kernel/shapes/payload.ts'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { ABOUT, ADD_TRACKING, type CommandTable, HELP, menuLabel } from '../commands.ts'
import { textOf } from './text-of.ts'

/** What a person did, as the payload tells it. `menu` is a choice from a message's own menu, by its name. */
export type Done =
  | { kind: 'act'; act: Act }
  | { kind: 'menu'; name: string; text: string; ours: boolean; attachments: readonly Attachment[] }
  /** A command that is best filled in as a form, of which something is missing. */
  | { kind: 'form'; command: string; known: Values }
  | { kind: 'typing'; command: string; arg: string; typed: string; known: Values }
  | { kind: 'unknown' }

const MENUS = new Set<string>([ADD_TRACKING, ...FROM_MESSAGE.map(menuLabel)])
const THREADS = new Set<number>([ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread])

/** Who did it, and where: what is said in a thread is said in its channel's room. Null outside of a server. */
export function readSpeaker(interaction: APIInteraction): Speaker | null {
  const { member, channel, guild_id } = interaction
  if (!member || !channel || !guild_id) return null
  const parent = THREADS.has(channel.type) && 'parent_id' in channel ? channel.parent_id : null
  return {
    chat: 'discord',
    user: member.user.id,
    name: member.nick ?? member.user.global_name ?? member.user.username,
    channel: parent ?? channel.id,
    roles: member.roles,
  }
}

export function readDone(interaction: APIInteraction, table: CommandTable): Done {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === ApplicationCommandType.ChatInput)
        return readCommand(interaction as APIChatInputApplicationCommandInteraction, table)
      return interaction.data.type === ApplicationCommandType.Message && MENUS.has(interaction.data.name)
        ? readMenu(interaction as APIMessageApplicationCommandInteraction)
        : { kind: 'unknown' }
    case InteractionType.MessageComponent:
      return { kind: 'act', act: { kind: 'pressed', token: tokenOf(interaction.data) } }
    case InteractionType.ModalSubmit:
      return { kind: 'act', act: readForm(interaction) }
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(interaction, table)
    default:
      return { kind: 'unknown' }
  }
}

/** A button's own, or that of what was chosen from a list. */
function tokenOf(data: APIMessageComponentInteraction['data']): string {
  return data.component_type === ComponentType.StringSelect ? (data.values[0] ?? '') : data.custom_id
}

function readCommand({ data }: APIChatInputApplicationCommandInteraction, table: CommandTable): Done {
  const given = (data.options ?? []) as APIApplicationCommandInteractionDataBasicOption[]
  if (data.name === HELP) {
    const about = given.find(({ name }) => name === ABOUT)
    return { kind: 'act', act: { kind: 'typed', text: `help ${about && 'value' in about ? about.value : ''}` } }
  }
  const found = readSubcommand(data, table)
  if (!found) return { kind: 'unknown' }
  const { name: command, input, opensForm } = found
  if (opensForm(input)) return { kind: 'form', command, known: input }
  return { kind: 'act', act: { kind: 'asked', command, input } }
}

function readMenu({ data, application_id }: APIMessageApplicationCommandInteraction): Done {
  const message = data.resolved.messages[data.target_id]
  return {
    kind: 'menu',
    name: data.name,
    text: message ? textOf(message) : '',
    ours: message?.application_id === application_id || message?.author.id === application_id,
    attachments: (message?.attachments ?? []).map(asAttachment),
  }
}

function asAttachment({ title, filename, content_type, size, url }: APIAttachment): Attachment {
  return { name: title ?? filename, type: content_type ?? '', size, from: url }
}

function readTyping({ data }: APIApplicationCommandAutocompleteInteraction, table: CommandTable): Done {
  const found = readSubcommand(data, table)
  if (!found?.focused) return { kind: 'unknown' }
  const { [found.focused]: typed = '', ...known } = found.input
  return { kind: 'typing', command: found.name, arg: found.focused, typed, known }
}

type Data = APIChatInputApplicationCommandInteraction['data'] | APIApplicationCommandAutocompleteInteraction['data']

/** Our command, its input under our own argument names, and the argument being typed. */
function readSubcommand(data: Data, table: CommandTable) {
  const [verb] = data.options ?? []
  if (verb?.type !== ApplicationCommandOptionType.Subcommand) return null
  const found = table.find(data.name, verb.name)
  if (!found) return null
  const input: Record<string, string> = {}
  let focused: string | null = null
  for (const option of verb.options ?? []) {
    const key = found.args.get(option.name)
    if (key === undefined) continue
    input[key] = mentioned(option, data.resolved?.roles)
    if ('focused' in option && option.focused) focused = key
  }
  return { ...found, input, focused }
}

/** A channel, a person or a role as one mentions it; anything else as it was typed. */
function mentioned(
  { type, value }: APIApplicationCommandInteractionDataBasicOption,
  roles: Readonly<Record<string, unknown>> = {},
): string {
  if (type === ApplicationCommandOptionType.Channel) return `<#${value}>`
  if (type === ApplicationCommandOptionType.Mentionable) return `<@${value in roles ? '&' : ''}${value}>`
  return String(value)
}

function readForm({ data }: APIModalSubmitInteraction): Act {
  const values: Record<string, string> = {}
  const sent: Record<string, readonly Attachment[]> = {}
  for (const part of data.components) {
    if (part.type !== ComponentType.Label) continue
    const { component } = part
    if (component.type === ComponentType.FileUpload) sent[component.custom_id] = readFiles(component.values, data)
    else Object.assign(values, readControl(component, data.resolved?.roles))
  }
  return { kind: 'submitted', token: data.custom_id, values, sent }
}

function readFiles(ids: readonly string[], { resolved }: APIModalSubmitInteraction['data']): readonly Attachment[] {
  return ids.flatMap(id => {
    const file = resolved?.attachments?.[id]
    return file ? [asAttachment(file)] : []
  })
}

/** People, roles and channels chosen from a list are named as one mentions them. */
function readControl(control: ModalSubmitComponent, roles: Readonly<Record<string, unknown>> = {}): Values {
  switch (control.type) {
    case ComponentType.TextInput:
      return { [control.custom_id]: control.value }
    case ComponentType.RadioGroup:
      return { [control.custom_id]: control.value ?? '' }
    case ComponentType.StringSelect:
      return { [control.custom_id]: control.values.join(' ') }
    case ComponentType.ChannelSelect:
      return { [control.custom_id]: control.values[0] ? `<#${control.values[0]}>` : '' }
    case ComponentType.MentionableSelect: {
      const id = control.values[0]
      return { [control.custom_id]: id ? `<@${id in roles ? '&' : ''}${id}>` : '' }
    }
    default:
      return {}
  }
}
