import { type Channel, isShared } from './channels.ts'
import type { Delivery } from './deliveries.ts'
import type { Json } from './json.ts'
import type { Message } from './messages.ts'
import { Subscriptions } from './subscriptions.ts'
import type { User } from './users.ts'

const messageEvent = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const

/** What happens in a workspace, in the words of its events. */
export class Events extends Subscriptions {
  #room(message: Message): Channel | null {
    const channel = this.workspace.channels.get(message.channel)
    return channel?.members.has(this.workspace.botUser.id) ? channel : null
  }

  /** A message that came into a room where the bot is. Who mentions the bot is heard twice: as message and as app_mention. */
  said(message: Message, files: readonly Json[] = []): Delivery | null {
    const channel = this.#room(message)
    if (!channel) return null
    const author = this.workspace.users.get(message.user)
    const event = {
      ...this.workspace.shown(message),
      type: 'message',
      channel: channel.id,
      event_ts: message.ts,
      ...this.#from(author, channel),
      ...(files.length > 0 ? { subtype: 'file_share', files } : {}),
      ...(message.threadTs ? { parent_user_id: this.workspace.find(channel.id, message.threadTs)?.user } : {}),
    }
    const channelType = { public: 'channel', private: 'group', im: 'im' }[channel.kind]
    const heard = this.emit({ ...event, channel_type: channelType }, { name: messageEvent[channel.kind], channel })
    const mentioned = message.text.includes(`<@${this.workspace.botUser.id}`) && !message.byApp && channel.kind !== 'im'
    return mentioned ? this.emit({ ...event, type: 'app_mention' }, { channel }) : heard
  }

  /** In shared channels the author's organisation is told; `team` is theirs. */
  #from(author: User | undefined, channel: Channel): Json {
    if (!author || author.kind === 'bot') return {}
    return isShared(channel)
      ? { team: author.team, user_team: author.team, source_team: author.team }
      : { team: author.team }
  }

  changed(message: Message, before: Message): void {
    const channel = this.#room(message)
    if (!channel) return
    this.emit(
      {
        type: 'message',
        subtype: 'message_changed',
        message: this.workspace.shown(message),
        previous_message: this.workspace.shown(before),
        channel: channel.id,
        hidden: true,
        ts: this.workspace.nextTs(),
      },
      { name: messageEvent[channel.kind], channel },
    )
  }

  deleted(message: Message): void {
    const channel = this.#room(message)
    if (!channel) return
    this.emit(
      {
        type: 'message',
        subtype: 'message_deleted',
        previous_message: this.workspace.shown(message),
        channel: channel.id,
        hidden: true,
        deleted_ts: message.ts,
        ts: this.workspace.nextTs(),
      },
      { name: messageEvent[channel.kind], channel },
    )
  }

  joined(channel: Channel, user: string, inviter: string | null): Delivery | null {
    if (!channel.members.has(this.workspace.botUser.id)) return null
    const type = channel.kind === 'public' ? 'C' : 'G'
    return this.emit(
      {
        type: 'member_joined_channel',
        user,
        channel: channel.id,
        channel_type: type,
        team: this.workspace.users.get(user)?.team ?? this.workspace.teamId,
        ...(inviter ? { inviter } : {}),
      },
      { channel },
    )
  }

  /**
   * Others' leaving is member_left_channel; the bot's own removal is channel_left or group_left alone
   * (node-slack-sdk#931, bolt-js#1847 and a live test of 2026-04 agree).
   */
  left(channel: Channel, user: string, by: string): Delivery | null {
    const bot = this.workspace.botUser.id
    const kind = channel.kind === 'public' ? 'channel' : 'group'
    if (user === bot) return this.emit({ type: `${kind}_left`, channel: channel.id, actor_id: by }, { channel })
    if (!channel.members.has(bot)) return null
    return this.emit(
      {
        type: 'member_left_channel',
        user,
        channel: channel.id,
        channel_type: kind === 'channel' ? 'C' : 'G',
        team: this.workspace.users.get(user)?.team,
      },
      { channel },
    )
  }

  /** channel_archive, group_rename and their like, by the kind of channel. */
  about(channel: Channel, what: 'archive' | 'unarchive' | 'rename' | 'deleted', more: Json): Delivery | null {
    if (!channel.members.has(this.workspace.botUser.id)) return null
    const type = `${channel.kind === 'public' ? 'channel' : 'group'}_${what}`
    return this.emit({ type, channel: channel.id, ...more }, { channel })
  }
}
