import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import { getGlobalDispatcher } from 'undici'
import { leaves } from '../../kernel/carrying/fence.ts'
import { fencing } from '../../kernel/carrying/fencing.ts'
import type { Log } from '../../kernel/ground/log.ts'
import { Gone, Invalid, Later, NoChat, NoRoom, Unsure } from '../../kernel/shapes/chat.ts'
import { boltLog } from './log.ts'

/** How long one call may take, ms: well within the lease of a lane. */
const TIMEOUT = 10_000

export type WebSettings = { token: string; api: string | null; log: Log }

/** The options of every client of ours. Fresh for each: Bolt and the sockets write into what they are given. */
export function webOptions({ api, log }: Omit<WebSettings, 'token'>): WebClientOptions {
  return {
    ...(api && { slackApiUrl: api.endsWith('/') ? api : `${api}/` }),
    logger: boltLog(log),
    // Nothing is sent a second time behind the outbox's back, and one 429 holds up nobody else.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
  }
}

export function openWeb(settings: WebSettings): WebClient {
  return new WebClient(settings.token, { ...webOptions(settings), fetch: fenced })
}

const fenced: typeof fetch = async (input, init) => {
  leaves()
  // An option of Node's own, which types of browsers do not know.
  const through: object = { dispatcher: getGlobalDispatcher().compose(fencing) }
  return fetch(input, { ...init, ...through })
}

/** Slack's errors after which a message may stand in the channel all the same (docs: "some aspect … succeeded"). */
const UNSETTLED = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
])

/** Slack's errors that say: not in this channel, until somebody fixes it. */
const CLOSED = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'ekm_access_denied',
])

/** Slack's errors that say: nowhere in this workspace, for our token is worth nothing. */
const DEAD = new Set(['account_inactive', 'invalid_auth', 'token_revoked', 'not_authed'])

/** Slack's errors that say: this message, or its thread, was deleted, or lets nobody change it any more. */
const GONE = new Set(['message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed'])

/** Slack's errors that say: a message like this, never. */
const NEVER = new Set([
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
])

/** Slack's own word for what went wrong: `channel_not_found`; null when it was not Slack that said no. */
export function slackError(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null
}

/** An error of the client as the outbox understands it. See `Chat`. */
export function settled(error: unknown): Error {
  if (error instanceof WebAPIRateLimitedError) return new Later(error.retryAfter * 1_000)
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500 ? new Unsure(`Slack answered ${error.statusCode}`) : new Error(error.message)
  if (error instanceof WebAPIRequestError) return new Unsure('Slack did not answer')
  const word = slackError(error)
  if (word === 'ratelimited' || word === 'rate_limited') return new Later(waitOf(error))
  if (word && UNSETTLED.has(word)) return new Unsure(`Slack answered ${word}`)
  if (word && DEAD.has(word)) return new NoChat(IN_WORDS[word] ?? `Slack answered ${word}`)
  if (word && GONE.has(word)) return new Gone(`Slack answered ${word}`)
  if (word && NEVER.has(word)) return new Invalid(`Slack answered ${word}`)
  if (word && CLOSED.has(word)) return new NoRoom(IN_WORDS[word] ?? `Slack answered ${word}`)
  // A page instead of an answer, as a proxy shows one: nobody knows what became of the call.
  if (word && !/^[a-z_]{3,60}$/.test(word)) return new Unsure('Slack’s answer could not be read')
  if (/Retry header/.test(String(error))) return new Later(30_000)
  return error instanceof Error ? error : new Error(String(error))
}

const IN_WORDS: Readonly<Record<string, string>> = {
  not_in_channel: 'I am not in that channel',
  channel_not_found: 'I can’t see that channel',
  is_archived: 'That channel is archived',
  restricted_action: 'Posting there is restricted to some people',
  restricted_action_read_only_channel: 'Posting there is restricted to some people',
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN',
  token_revoked: 'SLACK_BOT_TOKEN was revoked',
  account_inactive: 'SLACK_BOT_TOKEN belongs to an app that was removed',
}

function waitOf(error: unknown): number {
  const seconds = error instanceof WebAPIPlatformError ? error.data.response_metadata?.retryAfter : undefined
  return (seconds ?? 1) * 1_000
}
