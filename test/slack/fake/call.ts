import type { IncomingMessage, ServerResponse } from 'node:http'
import { Arguments } from './arguments.ts'
import type { Effect } from './faults.ts'
import type { Call } from './journal.ts'
import type { Json } from './json.ts'
import { methods } from './methods/index.ts'
import type { Method } from './methods/method.ts'
import { needScope, Refused } from './refused.ts'
import { reply } from './reply.ts'
import type { World } from './world.ts'

type Incoming = { request: IncomingMessage; response: ServerResponse; url: URL; body: Buffer }

/** Form, multipart or JSON; JSON only with the token in the header (docs.slack.dev/apis/web-api). */
async function parse({ request, url, body }: Incoming): Promise<Json> {
  const args: Json = Object.fromEntries(url.searchParams)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return args
  if (type.startsWith('application/json')) {
    try {
      return { ...args, ...JSON.parse(body.toString()) }
    } catch {
      throw new Refused('invalid_json')
    }
  }
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) throw new Refused('invalid_post_type')
  const form = await new Request('http://slack/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  }).formData()
  return { ...args, ...Object.fromEntries(form) }
}

function authorize(world: World, incoming: Incoming, args: Json, method: Method, call: Call): void {
  const { app } = world
  const header = /^Bearer (.+)$/.exec(incoming.request.headers.authorization ?? '')?.[1]
  const inBody = incoming.request.headers['content-type']?.startsWith('application/json') ? undefined : args.token
  const token = header ?? (typeof inBody === 'string' ? inBody : undefined)
  delete args.token
  if (!token) throw new Refused('not_authed')
  if (token !== app.botToken && token !== app.appToken) throw new Refused('invalid_auth')
  // As of a bot that is gone (docs.slack.dev/reference/methods/auth.test); that app-level tokens live on is assumed.
  if (app.revoked && token === app.botToken) throw new Refused('account_inactive')
  call.token = token === app.botToken ? 'bot' : 'app'
  if (method.token !== 'any' && call.token !== method.token) throw new Refused('not_allowed_token_type')
  if (method.token !== 'app') for (const scope of method.scopes ?? []) needScope(app, scope)
  else
    for (const scope of method.scopes ?? [])
      if (!app.appScopes.has(scope))
        throw new Refused('missing_scope', { needed: scope, provided: [...app.appScopes].join(',') })
}

function limit(world: World, name: string, method: Method, args: Json): void {
  const seconds = world.limits.take(name, method.tier, method.perChannel ? String(args.channel) : null)
  if (seconds !== null) throw new RateLimited(seconds)
}

class RateLimited extends Refused {
  readonly seconds: number

  constructor(seconds: number) {
    super('ratelimited')
    this.seconds = seconds
  }
}

type Outcome = { status: number; body: Json; headers: Record<string, string> }

function refusal(error: unknown): Outcome {
  if (error instanceof RateLimited)
    return { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(error.seconds) } }
  if (error instanceof Refused)
    return { status: 200, body: { ok: false, error: error.code, ...error.extra }, headers: {} }
  throw error
}

/** Nothing of the call is done. */
function prevented(effect: Effect): Outcome | null {
  switch (effect.kind) {
    case 'rate_limited':
      return refusal(new RateLimited(effect.retryAfter))
    case 'status':
      return { status: effect.status, body: { ok: false, error: 'internal_error' }, headers: {} }
    case 'error':
      return refusal(new Refused(effect.error))
    default:
      return null
  }
}

/** One Web API call: read, judged, done, and answered as the ordered fault allows. */
export async function answerCall(world: World, incoming: Incoming): Promise<void> {
  const name = incoming.url.pathname.slice('/api/'.length)
  const call = world.journal.call(name, {})
  const { response } = incoming
  let effect: Effect | null = null
  let outcome: Outcome
  try {
    call.args = await parse(incoming)
    const method = methods[name]
    effect = world.faults.strikeCall(name, call.args)
    call.fault = effect?.kind ?? null
    if (effect?.kind === 'request_lost') return lose(response, effect.how)
    outcome = effect
      ? (prevented(effect) ?? done(world, incoming, name, method, call))
      : done(world, incoming, name, method, call)
  } catch (error) {
    outcome = refusal(error)
  }
  call.error = outcome.body.ok === true ? null : String(outcome.body.error)
  for (const heard of world.journal.listeners) heard(call)
  if (effect?.kind === 'answer_lost') return lose(response, effect.how)
  if (effect?.kind === 'answer_broken') outcome = { status: effect.status, body: {}, headers: {} }
  if (effect?.kind === 'slow') await new Promise<void>(ready => setTimeout(ready, effect.ms))
  call.status = outcome.status
  call.ms = world.clock.now() - call.at
  reply(response, outcome.status, outcome.body, outcome.headers)
}

function done(world: World, incoming: Incoming, name: string, method: Method | undefined, call: Call): Outcome {
  if (!method) return refusal(new Refused('unknown_method', { req_method: name }))
  authorize(world, incoming, call.args, method, call)
  limit(world, name, method, call.args)
  const body = { ok: true, ...method.run(new Arguments(call.args), world, call.token) }
  const held = call.token === 'bot' ? world.app.scopes : world.app.appScopes
  const headers: Record<string, string> = { 'x-oauth-scopes': [...held].join(',') }
  if (method.scopes) headers['x-accepted-oauth-scopes'] = method.scopes.join(',')
  return { status: 200, body, headers }
}

/** The caller hears nothing until its own time-out, or finds the line cut. */
function lose(response: ServerResponse, how: 'silence' | 'cut'): void {
  if (how === 'cut') response.socket?.destroy()
}
