import { type Channel, type ChannelKind, isShared } from './channels.ts'
import type { Delivery } from './deliveries.ts'
import { Refused } from './refused.ts'
import { newId } from './workspace.ts'
import type { World } from './world.ts'

/** Somebody named by id; a person of this Slack will do. */
export type Who = { id: string }

export type RoomOptions = {
  kind?: Exclude<ChannelKind, 'im'>
  members?: readonly Who[]
  /** Whether the bot is in it: it is, unless told otherwise. */
  bot?: boolean
  /** Only some people may post there, and the bot is none of them. */
  readOnly?: boolean
}

/** What people and admins do to channels, with the events that the app hears of it. */
export class Rooms {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** A channel with these members; strangers among them make it a Slack Connect channel. */
  add(name: string, { kind = 'public', members = [], bot = true, readOnly = false }: RoomOptions = {}): Channel {
    const { workspace } = this.#world
    const ids = members.map(({ id }) => id)
    const channel = workspace.addChannel(name, kind, bot ? [...ids, workspace.botUser.id] : ids, ids[0] ?? 'USLACKBOT')
    channel.readOnly = readOnly
    for (const id of ids) this.#connect(channel, id)
    return channel
  }

  #connect(channel: Channel, user: string): void {
    const team = this.#world.workspace.users.get(user)?.team
    if (team && team !== this.#world.workspace.teamId) channel.connected.add(team)
  }

  /** `bot` stands for our app. */
  #id(who: Who | 'bot'): string {
    return who === 'bot' ? this.#world.workspace.botUser.id : who.id
  }

  invite(channel: Channel, who: Who | 'bot', by: Who | null = null): Delivery | null {
    const id = this.#id(who)
    channel.members.add(id)
    this.#connect(channel, id)
    return this.#world.events.joined(channel, id, by?.id ?? null)
  }

  remove(channel: Channel, who: Who | 'bot', by: Who): Delivery | null {
    const id = this.#id(who)
    const bot = this.#world.workspace.botUser.id
    if (id !== bot) {
      channel.members.delete(id)
      return this.#world.events.left(channel, id, by.id)
    }
    const told = this.#world.events.left(channel, id, by.id)
    channel.members.delete(id)
    return told
  }

  rename(channel: Channel, name: string): Delivery | null {
    channel.previousNames.unshift(channel.name)
    channel.name = name
    const { id, created, kind } = channel
    const isChannel = kind === 'public'
    return this.#world.events.about(channel, 'rename', {
      channel: {
        id,
        name,
        name_normalized: name,
        created: Math.floor(created / 1000),
        is_channel: isChannel,
        is_mpim: false,
      },
    })
  }

  archive(channel: Channel, by: Who): Delivery | null {
    channel.archived = true
    return this.#world.events.about(channel, 'archive', { user: by.id })
  }

  unarchive(channel: Channel, by: Who): Delivery | null {
    channel.archived = false
    return this.#world.events.about(channel, 'unarchive', { user: by.id })
  }

  /** A private channel that starts being shared gets another id: the old one is not found any more. */
  changeId(channel: Channel): Delivery | null {
    const old = channel.id
    this.#world.workspace.changeId(channel, newId('C'))
    return this.#world.events.emit(
      { type: 'channel_id_changed', old_channel_id: old, new_channel_id: channel.id },
      { channel },
    )
  }

  /** Another organisation joins: a Slack Connect channel from here on. */
  share(channel: Channel, team: string): Delivery | null {
    channel.connected.add(team)
    return this.#world.events.emit(
      { type: 'channel_shared', connected_team_id: team, channel: channel.id },
      { channel },
    )
  }

  unshare(channel: Channel, team: string): Delivery | null {
    if (!channel.connected.delete(team)) throw new Refused('not_shared')
    for (const id of [...channel.members])
      if (this.#world.workspace.users.get(id)?.team === team) channel.members.delete(id)
    return this.#world.events.emit(
      {
        type: 'channel_unshared',
        previously_connected_team_id: team,
        channel: channel.id,
        is_ext_shared: isShared(channel),
      },
      { channel },
    )
  }
}
