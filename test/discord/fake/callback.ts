import { ApplicationCommandType, InteractionResponseType, InteractionType, MessageFlags, MessageType } from 'discord.js'
import { type Interaction, LOADING } from './interactions.ts'
import { draft } from './message-body.ts'
import { edit, type Origin, post } from './messages.ts'
import { judgeModal, type Modal } from './modal.ts'
import type { MessageBody, Upload } from './shapes.ts'
import { checkSpec } from './spec.ts'
import type { Message, Person, World } from './world.ts'
import { Wrongs, wrong } from './wrongs.ts'

const Kind = InteractionResponseType
const { ApplicationCommand, ApplicationCommandAutocomplete, MessageComponent, ModalSubmit } = InteractionType

/** Which answers an interaction takes. docs: interactions/receiving-and-responding, "Interaction Callback Type". */
const TAKES: Partial<Record<InteractionType, readonly number[]>> = {
  [ApplicationCommand]: [4, 5, 9],
  [MessageComponent]: [4, 5, 6, 7, 9],
  [ApplicationCommandAutocomplete]: [8],
  [ModalSubmit]: [4, 5],
}
const FROM_MESSAGE = [4, 5, 6, 7]

/** The description of each kind of answer in the API description. */
const SPEC: Record<number, string> = {
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
}

/** docs: interactions/application-commands, "Autocomplete". */
const MOST_CHOICES = 25

type Choice = { name: string; value: string | number }
export type CallbackBody = { type: number; data?: MessageBody & Partial<Modal> & { choices?: Choice[] } }

/** Gives an interaction its first answer. The message is the one made or changed, if any. */
export function answer(
  world: World,
  bot: Person,
  interaction: Interaction,
  body: CallbackBody,
  uploads: readonly Upload[],
): Message | null {
  const takes = interaction.type === ModalSubmit && interaction.source ? FROM_MESSAGE : TAKES[interaction.type]
  if (!takes?.includes(body.type))
    throw wrong(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${takes?.join(', ')}}.`)
  checkSpec(SPEC[body.type] ?? '', body)
  const done = (message: Message | null) => {
    interaction.answer = body.type
    interaction.answeredAt = world.clock.now()
    interaction.original = message
    return message
  }
  switch (body.type) {
    case Kind.ChannelMessageWithSource: {
      const message = done(
        post(world, interaction.channel, bot, body.data ?? {}, uploads, ...made(interaction, bot, body, uploads)),
      )
      if (message) interaction.settle({ kind: 'message', message })
      return message
    }
    case Kind.DeferredChannelMessageWithSource: {
      const message = done(think(world, interaction, bot, body.data?.flags ?? 0))
      if (message) interaction.settle({ kind: 'thinking', message })
      return message
    }
    case Kind.DeferredMessageUpdate:
    case Kind.UpdateMessage: {
      const { source } = interaction
      if (source && body.type === Kind.UpdateMessage) edit(world, source, body.data ?? {}, uploads, ['data'])
      done(source)
      interaction.settle({ kind: 'update', message: source })
      return source
    }
    case Kind.Modal: {
      const modal = body.data as Modal
      const wrongs = new Wrongs()
      judgeModal(wrongs, modal)
      wrongs.settle()
      done(null)
      interaction.settle({ kind: 'modal', modal })
      return null
    }
    default: {
      const choices = body.data?.choices ?? []
      judgeChoices(choices)
      done(null)
      interaction.settle({ kind: 'choices', choices })
      return null
    }
  }
}

/** Where an answer comes from and who sees it, with its draft judged under `data`. */
function made(interaction: Interaction, bot: Person, body: CallbackBody, uploads: readonly Upload[]) {
  const ready = draft(body.data ?? {}, uploads, null, { at: ['data'], ephemeral: true })
  return [origin(interaction, bot, ready.flags), ready] as const
}

export function origin(interaction: Interaction, bot: Person, flags: number): Origin {
  return {
    interaction: interaction.metadata,
    webhookId: bot.id,
    onlyFor: flags & MessageFlags.Ephemeral ? interaction.person.id : null,
    type: typeOf(interaction),
    byInteraction: true,
  }
}

function typeOf({ type, commandKind }: Interaction): number {
  if (type !== ApplicationCommand) return MessageType.Default
  return commandKind === ApplicationCommandType.ChatInput
    ? MessageType.ChatInputCommand
    : MessageType.ContextMenuCommand
}

/** "Thinking…": only EPHEMERAL is heeded here; Components V2 comes with the edit (api-docs 7910). */
function think(world: World, interaction: Interaction, bot: Person, asked: number): Message {
  const flags = (asked & MessageFlags.Ephemeral) | LOADING
  const empty = { content: '', components: [], embeds: [], flags }
  return post(world, interaction.channel, bot, {}, [], origin(interaction, bot, flags), empty)
}

function judgeChoices(choices: readonly Choice[]): void {
  const wrongs = new Wrongs()
  const at = ['data', 'choices']
  if (choices.length > MOST_CHOICES)
    wrongs.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${MOST_CHOICES} or fewer in length.`)
  for (const [index, { name, value }] of choices.entries()) {
    if (!name || name.length > 100)
      wrongs.add([...at, index, 'name'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
    if (typeof value === 'string' && (value.length < 1 || value.length > 100))
      wrongs.add([...at, index, 'value'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  }
  wrongs.settle()
}
