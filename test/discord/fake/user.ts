import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  InteractionType,
} from 'discord.js'
import type { Person } from '../../stage/person.ts'
import { type Ask, ask, resolve } from './ask.ts'
import { callUp, findCommand, type Given } from './call-up.ts'
import { CannotDo } from './cannot-do.ts'
import type { Command } from './commands.ts'
import { isSelect } from './controls.ts'
import { fill } from './fill.ts'
import { type Entries, type SeenModal, seeModal } from './form.ts'
import { FAILED } from './interactions.ts'
import { wordsOf } from './mentions.ts'
import { edit, keep, PLAIN, post, remove } from './messages.ts'
import type { Modal } from './modal.ts'
import { Onlooker, type Place } from './onlooker.ts'
import { messageJson } from './payloads.ts'
import { can } from './permissions.ts'
import { Reply } from './reply.ts'
import { type SeenMessage, see } from './seen.ts'
import type { Json, Piece, Upload } from './shapes.ts'
import { wake } from './threads.ts'
import type { Channel, Message } from './world.ts'

const { ApplicationCommand, ApplicationCommandAutocomplete, MessageComponent, ModalSubmit } = InteractionType

/** A person at Discord's client, and what they can do. */
export class User extends Onlooker implements Person<[place: Place], Place, [], Reply> {
  #open: { modal: Modal; source: Message | null; channel: Channel } | null = null

  /** The modal before their eyes. */
  get modal(): SeenModal | null {
    return this.#open && seeModal(this.#open.modal)
  }

  /** Writes a message. */
  says(place: Place, content: string, files: readonly Upload[] = [], extras: Json = {}): SeenMessage {
    const channel = this.channel(place)
    if (channel.forum) throw new CannotDo(`write in the forum #${channel.name}, but only in its posts`)
    const right = channel.thread ? 'SendMessagesInThreads' : 'SendMessages'
    if (!can(this.guild, this.member, channel, right)) throw new CannotDo(`write in #${channel.name}`)
    wake(this.state.world, channel, can(this.guild, this.member, channel, 'ManageThreads'))
    const { world } = this.state
    return see(world, post(world, channel, this.member.person, { content }, files, { ...PLAIN, extras }))
  }

  /** Changes an own message. */
  edits(message: Place, content: string): void {
    edit(this.state.world, this.#own(message), { content }, [])
  }

  /** Deletes an own message. */
  deletes(message: Place): void {
    remove(this.state.world, this.#own(message))
  }

  /** What the bot told them alone. */
  get direct(): readonly string[] {
    const mine = [...this.state.world.direct.values()].filter(one => one.with === this.id)
    return mine.flatMap(({ messages }) => messages.map(one => wordsOf(one.content, one.components)))
  }

  #own(message: Place): Message {
    const found = this.message(message)
    if (found.author.id !== this.id) throw new CannotDo('change what somebody else wrote')
    return found
  }

  /** `types(channel, 'order show', { order: '1042' })` */
  async types(place: Place, line: string, given: Given = {}): Promise<Reply> {
    const channel = this.channel(place)
    const found = findCommand(this.commandsIn(channel), line)
    const called = callUp(found, given, files => this.#upload(files))
    for (const { name, type, channel_types: kinds } of found.level)
      if (type === ApplicationCommandOptionType.Channel && given[name] !== undefined) this.#mayName(given[name], kinds)
    return this.#call(channel, found.command, called)
  }

  /** Types into an option and sees what is suggested: `suggestions(channel, 'order show', { order: '10' })`, the last given is typed. */
  async suggestions(place: Place, line: string, given: Given): Promise<Reply> {
    const channel = this.channel(place)
    const found = findCommand(this.commandsIn(channel), line)
    const focused = Object.keys(given).at(-1) ?? ''
    if (!found.level.find(({ name }) => name === focused)?.autocomplete)
      throw new CannotDo(`be suggested anything for "${focused}"`)
    const called = callUp(found, given, files => this.#upload(files), focused)
    return this.#call(channel, found.command, called, ApplicationCommandAutocomplete)
  }

  /** Apps → the command, on a message. */
  async messageCommand(name: string, message: Place): Promise<Reply> {
    const target = this.message(message)
    const channel = this.channel(target.channelId)
    const command = this.commandsIn(channel).find(
      one => one.type === ApplicationCommandType.Message && one.name === name,
    )
    if (!command) throw new CannotDo(`choose "${name}" under Apps`)
    const resolved = { messages: { [target.id]: messageJson(this.state.world, target) } }
    const data = { id: command.id, name, type: command.type, target_id: target.id, resolved }
    const { type: commandKind } = command
    return this.#ask({
      type: ApplicationCommand,
      channel,
      data,
      commandKind,
      metadata: { name, target_message_id: target.id },
    })
  }

  /** Presses a button, by its label or its id. */
  async presses(message: Place, wanted: string): Promise<Reply> {
    const source = this.message(message)
    const button = this.piece(
      source,
      wanted,
      ({ type, custom_id: id, label, emoji }) =>
        type === ComponentType.Button &&
        [id, label, emoji?.name, [emoji?.name, label].filter(Boolean).join(' ')].includes(wanted),
    )
    if (button.style === ButtonStyle.Link) throw new CannotDo(`press "${wanted}": it is a link to ${button.url}`)
    return this.#use(source, button, {})
  }

  /** Chooses in a select, by its id or its placeholder: options by label or value, people, roles and channels by id. */
  async selects(message: Place, wanted: string, chosen: readonly string[]): Promise<Reply> {
    const source = this.message(message)
    const select = this.piece(source, wanted, one => isSelect(one) && [one.custom_id, one.placeholder].includes(wanted))
    const values = select.options ? chosen.map(choice => optionOf(select, choice)) : [...chosen]
    const { min_values: min = 1, max_values: max = 1 } = select
    if (values.length < min || values.length > max) throw new CannotDo(`choose ${values.length} in "${wanted}"`)
    const resolved = select.options ? {} : { resolved: resolve(this.state, this.channel(source.channelId), values) }
    return this.#use(source, select, { values, ...resolved })
  }

  /** Fills in the open modal and sends it. It stays open when that fails. */
  async submits(entries: Entries = {}): Promise<Reply> {
    const open = this.#open
    if (!open) throw new CannotDo('send a modal: none is open')
    const { components, chosen } = fill(open.modal, entries, files => this.#upload(files))
    const resolved = resolve(this.state, open.channel, chosen)
    const data = {
      custom_id: open.modal.custom_id,
      components,
      ...(Object.keys(resolved).length ? { resolved } : {}),
    }
    const reply = await this.#ask({ type: ModalSubmit, channel: open.channel, source: open.source, data })
    if (!reply.failed && this.#open === open) this.#open = null
    return reply
  }

  /** Closes the modal without sending it. The bot hears nothing of that. */
  dismiss(): void {
    this.#open = null
  }

  /** Discord’s list has the channels that they see, of the kinds that the option takes. */
  #mayName(id: unknown, kinds: readonly number[] = []): void {
    const channel = this.channel(String(id))
    if (kinds.length > 0 && !kinds.includes(channel.type)) throw new CannotDo(`choose #${channel.name} there`)
  }

  #call(channel: Channel, command: Command, called: ReturnType<typeof callUp>, type: Ask['type'] = ApplicationCommand) {
    if (channel.thread?.archived) throw new CannotDo(`call a command in the archived thread "${channel.name}"`)
    const resolved = resolve(this.state, channel, called.ids)
    const known = Object.values(resolved).flatMap(all => Object.keys(all as Json))
    for (const id of called.ids)
      if (!known.includes(id)) throw new CannotDo(`choose ${id}: Discord’s list has no such thing`)
    const data = {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id ? { guild_id: command.guild_id } : {}),
      ...(called.options.length ? { options: called.options } : {}),
      ...(Object.keys(resolved).length ? { resolved } : {}),
    }
    return this.#ask({ type, channel, data, commandKind: command.type, metadata: { name: called.name } })
  }

  /** In an archived thread buttons are drawn and fail (api-docs 8474). */
  async #use(source: Message, piece: Piece, more: object): Promise<Reply> {
    if (piece.disabled) throw new CannotDo(`use "${piece.label ?? piece.placeholder}": it is disabled`)
    const channel = this.channel(source.channelId)
    const data = { component_type: piece.type, custom_id: piece.custom_id, id: piece.id, ...more }
    const asked: Omit<Ask, 'member'> = {
      type: MessageComponent,
      channel,
      source,
      data,
      metadata: { interacted_message_id: source.id },
    }
    const gone = !this.guild.members.has(this.state.bot.id)
    return this.#ask(asked, gone || channel.thread?.archived)
  }

  async #ask(asked: Omit<Ask, 'member'>, doomed = false): Promise<Reply> {
    const { interaction, answered } = ask(this.state, { ...asked, member: this.member }, doomed)
    if (doomed) this.state.interactions.fail(interaction, FAILED)
    const reply = await answered
    if (reply.kind === 'modal')
      this.#open = { modal: reply.modal, source: asked.source ?? null, channel: asked.channel }
    return new Reply(this.state.world, interaction, reply)
  }

  #upload(files: readonly Upload[]): string[] {
    return keep(this.state.world, files).map(({ id }) => id)
  }
}

function optionOf(select: Piece, wanted: string): string {
  const option = select.options?.find(({ label, value }) => label === wanted || value === wanted)
  if (!option)
    throw new CannotDo(`choose "${wanted}": there are ${select.options?.map(({ label }) => label).join(', ')}`)
  return option.value
}
