import { CannotDo } from './cannot-do.ts'
import type { Command } from './commands.ts'
import { walk } from './components.ts'
import type { Failure } from './interactions.ts'
import { can, permissionsOf } from './permissions.ts'
import { type SeenMessage, see } from './seen.ts'
import type { Piece } from './shapes.ts'
import type { State } from './state.ts'
import type { Channel, Guild, Member, Message } from './world.ts'

export type Place = string | { id: string }
const idOf = (place: Place) => (typeof place === 'string' ? place : place.id)

/** A person at Discord's client, and what is before their eyes. */
export class Onlooker {
  protected readonly state: State
  readonly member: Member

  constructor(state: State, member: Member) {
    this.state = state
    this.member = member
  }

  get id(): string {
    return this.member.person.id
  }

  get guild(): Guild {
    return this.state.world.guild(this.member.guildId)
  }

  /** A channel or a thread, oldest first; nothing when it is closed to them. Their own ephemeral messages stand in it. */
  sees(place: Place): readonly SeenMessage[] {
    const { world } = this.state
    const channel = this.guild.channels.get(idOf(place))
    if (!channel || !can(this.guild, this.member, channel, 'ViewChannel', 'ReadMessageHistory')) return []
    const mine = world.messagesIn(channel.id).filter(({ onlyFor }) => onlyFor === null || onlyFor === this.id)
    return mine.map(message => see(world, message))
  }

  /** The names of the channels that they can open. */
  get channels(): readonly string[] {
    const all = [...this.guild.channels.values()].filter(({ thread }) => !thread)
    return all.filter(channel => can(this.guild, this.member, channel, 'ViewChannel')).map(({ name }) => name)
  }

  /** The commands that are offered to them in a channel. */
  commands(place: Place): readonly string[] {
    return this.offered(place).map(({ name }) => name)
  }

  /** The same, with all that Discord's client shows of them. */
  offered(place: Place): readonly Command[] {
    return this.commandsIn(this.channel(place))
  }

  /** What Discord told them when the bot did not answer. */
  get failures(): readonly Failure[] {
    return this.state.interactions.failures.filter(({ person }) => person.id === this.id)
  }

  protected channel(place: Place): Channel {
    const channel = this.guild.channels.get(idOf(place))
    if (!channel || !can(this.guild, this.member, channel, 'ViewChannel'))
      throw new CannotDo(`open the channel ${channel?.name ?? idOf(place)}`)
    return channel
  }

  protected message(place: Place): Message {
    const message = this.state.world.messages.get(idOf(place))
    if (!message || !this.sees(message.channelId).some(({ id }) => id === message.id))
      throw new CannotDo(`see the message ${idOf(place)}`)
    return message
  }

  protected piece(message: Message, wanted: string, is: (piece: Piece) => boolean): Piece {
    const pieces = [...walk(message.components, [])].map(([piece]) => piece)
    const found = pieces.find(is)
    if (found) return found
    const there = pieces.flatMap(({ label, placeholder }) => label ?? placeholder ?? [])
    throw new CannotDo(`find "${wanted}" on the message: there is ${there.join(', ') || 'nothing to use'}`)
  }

  /** Commands of the bot that this person may use here. docs: interactions/application-commands, "Permissions". */
  protected commandsIn(channel: Channel): readonly Command[] {
    const here = this.guild.members.has(this.state.bot.id)
    if (!here || !can(this.guild, this.member, channel, 'UseApplicationCommands')) return []
    const own = permissionsOf(this.guild, this.member)
    return this.state.commands.inGuild(this.guild.id).filter(({ default_member_permissions: needed }) => {
      if (needed === null || needed === undefined) return true
      const bits = BigInt(needed)
      return bits === 0n ? can(this.guild, this.member, channel, 'Administrator') : (own & bits) === bits
    })
  }
}
