import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  type ModalSubmitComponent,
} from 'discord.js'
import type { Speaker } from '../../kernel/actor.ts'
import type { Values } from '../../kernel/desk.ts'
import type { Act } from '../../kernel/heard.ts'
import { ABOUT, ADD_TRACKING, type CommandTable, HELP } from './commands.ts'
import { textOf } from './seen.ts'

/** What a person did, as the payload tells it. `menu` is a press on *Add tracking from this message*. */
export type Done =
  | { kind: 'act'; act: Act }
  | { kind: 'menu'; text: string }
  | { kind: 'typing'; command: string; arg: string; typed: string; known: Values }
  | { kind: 'unknown' }

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
      return interaction.data.type === ApplicationCommandType.Message && interaction.data.name === ADD_TRACKING
        ? readMenu(interaction as APIMessageApplicationCommandInteraction)
        : { kind: 'unknown' }
    case InteractionType.MessageComponent:
      return { kind: 'act', act: { kind: 'pressed', token: interaction.data.custom_id } }
    case InteractionType.ModalSubmit:
      return { kind: 'act', act: readForm(interaction) }
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(interaction, table)
    default:
      return { kind: 'unknown' }
  }
}

function readCommand({ data }: APIChatInputApplicationCommandInteraction, table: CommandTable): Done {
  const given = (data.options ?? []) as APIApplicationCommandInteractionDataBasicOption[]
  if (data.name === HELP) {
    const about = given.find(({ name }) => name === ABOUT)
    return { kind: 'act', act: { kind: 'typed', text: `help ${about && 'value' in about ? about.value : ''}` } }
  }
  const found = readSubcommand(data, table)
  if (!found) return { kind: 'unknown' }
  return { kind: 'act', act: { kind: 'asked', command: found.name, input: found.input } }
}

function readMenu({ data }: APIMessageApplicationCommandInteraction): Done {
  const message = data.resolved.messages[data.target_id]
  return { kind: 'menu', text: message ? textOf(message) : '' }
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
    input[key] = String(option.value)
    if ('focused' in option && option.focused) focused = key
  }
  return { name: found.name, input, focused }
}

function readForm({ data }: APIModalSubmitInteraction): Act {
  const values: Record<string, string> = {}
  for (const part of data.components) {
    if (part.type === ComponentType.Label) Object.assign(values, readControl(part.component, data.resolved?.roles))
  }
  return { kind: 'submitted', token: data.custom_id, values }
}

/** People, roles and channels chosen from a list are named as one mentions them. */
function readControl(control: ModalSubmitComponent, roles: Readonly<Record<string, unknown>> = {}): Values {
  switch (control.type) {
    case ComponentType.TextInput:
      return { [control.custom_id]: control.value }
    case ComponentType.RadioGroup:
      return { [control.custom_id]: control.value ?? '' }
    case ComponentType.StringSelect:
      return { [control.custom_id]: control.values[0] ?? '' }
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
