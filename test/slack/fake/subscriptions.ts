import type { App } from './app.ts'
import { type Channel, isShared } from './channels.ts'
import type { Clock, Timing } from './clock.ts'
import type { Answer, Deliveries, Delivery } from './deliveries.ts'
import type { Json } from './json.ts'
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

const reasons: Record<Answer['outcome'], string> = {
  acked: '',
  timeout: 'http_timeout',
  unreachable: 'connection_failed',
  status: 'http_error',
}

/** The Events API: what happened goes to an app that asked for it, has the scope and stands in the room; again until acknowledged. */
export class Subscriptions {
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #app: App
  protected readonly workspace: Workspace
  readonly #deliveries: Deliveries
  readonly #stopped = new AbortController()

  constructor(clock: Clock, timing: Timing, app: App, workspace: Workspace, deliveries: Deliveries) {
    this.#clock = clock
    this.#timing = timing
    this.#app = app
    this.workspace = workspace
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
    const { teamId, appId, botUser } = this.workspace
    const now = this.#clock.now()
    const delivery = this.#deliveries.make('events_api', event.type, {
      token: this.#app.verificationToken,
      team_id: teamId,
      context_team_id: teamId,
      context_enterprise_id: null,
      api_app_id: appId,
      event: { event_ts: this.workspace.nextTs(), ...event },
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
}
