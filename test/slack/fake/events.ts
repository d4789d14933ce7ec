import type { App } from './app.ts'
import { type Channel, isShared } from './channels.ts'
import type { Clock, Timing } from './clock.ts'
import type { Answer, Deliveries, Delivery } from './deliveries.ts'
import type { Json, Message } from './messages.ts'
import type { User } from './users.ts'
import { newId, type Workspace } from './workspace.ts'

/** The scope each event needs, one of them where several are named (docs.slack.dev/reference/events). */
const scopes: Record<string, readonly string[]> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  user_change: ['users:read'],
}
for (const event of ['archive', 'unarchive', 'rename', 'deleted', 'left']) {
  scopes[`channel_${event}`] = ['channels:read']
  scopes[`group_${event}`] = ['groups:read']
}

const messageEvent = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const
const reasons: Record<Answer['outcome'], string> = {
  acked: '',
  timeout: 'http_timeout',
  unreachable: 'connection_failed',
  status: 'http_error',
}

/** The Events API: what happened, to an app that asked for it, has the scope and stands in the room; again until acknowledged. */
export class Events {
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #app: App
  readonly #workspace: Workspace
  readonly #deliveries: Deliveries
  readonly #stopped = new AbortController()

  constructor(clock: Clock, timing: Timing, app: App, workspace: Workspace, deliveries: Deliveries) {
    this.#clock = clock
    this.#timing = timing
    this.#app = app
    this.#workspace = workspace
    this.#deliveries = deliveries
  }

  stop(): void {
    this.#stopped.abort()
  }

  /** Null where the app is not subscribed, lacks the scope or is not in the room. */
  emit(
    event: Json & { type: string },
    { name = event.type, channel }: { name?: string; channel?: Channel } = {},
  ): Delivery | null {
    const needed = scopes[name] ?? []
    if (!this.#app.events.has(name)) return null
    if (needed.length > 0 && !needed.some(scope => this.#app.scopes.has(scope))) return null
    const { teamId, appId, botUser } = this.#workspace
    const now = this.#clock.now()
    const delivery = this.#deliveries.make('events_api', event.type, {
      token: this.#app.verificationToken,
      team_id: teamId,
      context_team_id: teamId,
      context_enterprise_id: null,
      api_app_id: appId,
      event: { event_ts: this.#workspace.nextTs(), ...event },
      type: 'event_callback',
      event_id: newId('Ev'),
      event_time: Math.floor(now / 1000),
      authorizations: [
        { enterprise_id: null, team_id: teamId, user_id: botUser.id, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: channel ? isShared(channel) : false,
      event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, aid: appId })).toString('base64url')}`,
    })
    void this.#deliver(delivery)
    return delivery
  }

  async #deliver(delivery: Delivery): Promise<void> {
    let answer = await this.#deliveries.attempt(delivery)
    for (const [index, wait] of this.#timing.eventRetries.entries()) {
      if (answer.outcome === 'acked' || (answer.outcome === 'status' && answer.noRetry)) return
      await new Promise<void>(done => setTimeout(done, wait).unref())
      if (this.#stopped.signal.aborted) return
      const socket = delivery.attempts.at(-1)?.via !== 'http'
      const reason = socket && answer.outcome === 'timeout' ? 'timeout' : reasons[answer.outcome]
      answer = await this.#deliveries.attempt(delivery, { number: index + 1, reason })
    }
  }

  #room(message: Message): Channel | null {
    const channel = this.#workspace.channels.get(message.channel)
    return channel?.members.has(this.#workspace.botUser.id) ? channel : null
  }

  /** A message that came into a room where the bot is. Who mentions the bot is heard twice: as message and as app_mention. */
  said(message: Message): Delivery | null {
    const channel = this.#room(message)
    if (!channel) return null
    const author = this.#workspace.users.get(message.user)
    const event = {
      ...this.#workspace.shown(message),
      type: 'message',
      channel: channel.id,
      event_ts: message.ts,
      ...this.#from(author, channel),
      ...(message.threadTs ? { parent_user_id: this.#workspace.find(channel.id, message.threadTs)?.user } : {}),
    }
    const channelType = { public: 'channel', private: 'group', im: 'im' }[channel.kind]
    const heard = this.emit({ ...event, channel_type: channelType }, { name: messageEvent[channel.kind], channel })
    const mentioned =
      message.text.includes(`<@${this.#workspace.botUser.id}`) && !message.byApp && channel.kind !== 'im'
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
        message: this.#workspace.shown(message),
        previous_message: this.#workspace.shown(before),
        channel: channel.id,
        hidden: true,
        ts: this.#workspace.nextTs(),
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
        previous_message: this.#workspace.shown(message),
        channel: channel.id,
        hidden: true,
        deleted_ts: message.ts,
        ts: this.#workspace.nextTs(),
      },
      { name: messageEvent[channel.kind], channel },
    )
  }

  joined(channel: Channel, user: string, inviter: string | null): Delivery | null {
    if (!channel.members.has(this.#workspace.botUser.id)) return null
    const type = channel.kind === 'public' ? 'C' : 'G'
    return this.emit(
      {
        type: 'member_joined_channel',
        user,
        channel: channel.id,
        channel_type: type,
        team: this.#workspace.users.get(user)?.team ?? this.#workspace.teamId,
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
    const bot = this.#workspace.botUser.id
    const kind = channel.kind === 'public' ? 'channel' : 'group'
    if (user === bot) return this.emit({ type: `${kind}_left`, channel: channel.id, actor_id: by }, { channel })
    if (!channel.members.has(bot)) return null
    return this.emit(
      {
        type: 'member_left_channel',
        user,
        channel: channel.id,
        channel_type: kind === 'channel' ? 'C' : 'G',
        team: this.#workspace.users.get(user)?.team,
      },
      { channel },
    )
  }

  /** channel_archive, group_rename and their like, by the kind of channel. */
  about(channel: Channel, what: 'archive' | 'unarchive' | 'rename' | 'deleted', more: Json): Delivery | null {
    if (!channel.members.has(this.#workspace.botUser.id)) return null
    const type = `${channel.kind === 'public' ? 'channel' : 'group'}_${what}`
    return this.emit({ type, channel: channel.id, ...more }, { channel })
  }
}
