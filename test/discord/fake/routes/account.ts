import { personJson } from '../payloads.ts'
import { refused } from '../refused.ts'
import { ok, type Route } from '../route.ts'
import { PRIVILEGED, type State } from '../state.ts'

/** Flags say which privileged intents the app has, the LIMITED kind. docs: resources/application, "Application Flags". */
function application(state: State) {
  const { bot, applicationId, allowed } = state
  const flags =
    (allowed & PRIVILEGED.presences ? 1 << 13 : 0) |
    (allowed & PRIVILEGED.members ? 1 << 15 : 0) |
    (allowed & PRIVILEGED.messageContent ? 1 << 19 : 0)
  return {
    id: applicationId,
    name: bot.username,
    icon: null,
    description: '',
    bot: personJson(bot),
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    flags,
    flags_new: String(flags),
    type: null,
    owner: personJson(bot),
    redirect_uris: [],
    role_connections_verification_url: null,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    interactions_endpoint_url: null,
    approximate_guild_count: state.world.guilds.size,
    integration_types_config: { 0: {} },
  }
}

/** Who the bot is, and where its gateway stands. */
export const account: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway/bot',
    run: ({ state }) => {
      const { url, left, resetAt } = state.gateway
      const reset = Math.max(0, resetAt - state.world.clock.now())
      const session_start_limit = { total: 1_000, remaining: left, reset_after: reset, max_concurrency: 1 }
      return ok({ url, shards: 1, session_start_limit })
    },
  },
  { method: 'GET', path: '/gateway', open: true, run: ({ state }) => ok({ url: state.gateway.url }) },
  {
    method: 'GET',
    path: '/users/@me',
    run: ({ state }) => ok({ ...personJson(state.bot), verified: true, mfa_enabled: true, locale: 'en-US', flags: 0 }),
  },
  {
    method: 'GET',
    path: '/users/:user',
    run: ({ state, params }) => {
      const person = [state.bot, ...state.world.people.values()].find(({ id }) => id === params.user)
      if (!person) throw refused(10013)
      return ok(personJson(person))
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: ({ state, body }) => {
      const { recipient_id: to = '' } = body as { recipient_id?: string }
      const person = state.world.people.get(to)
      if (!person || person.bot) throw refused(50007)
      const [known] = [...state.world.direct].find(([, one]) => one.with === to) ?? []
      const id = known ?? state.world.ids.next()
      if (!known) state.world.direct.set(id, { with: to, messages: [] })
      return ok({ id, type: 1, last_message_id: null, flags: 0, recipients: [personJson(person)] })
    },
  },
  { method: 'GET', path: '/applications/@me', run: ({ state }) => ok(application(state)) },
  { method: 'GET', path: '/oauth2/applications/@me', run: ({ state }) => ok(application(state)) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ state }) =>
      ok(
        [...state.world.guilds.values()].map(guild => ({ id: guild.id, name: guild.name, owner: false, features: [] })),
      ),
  },
]
