import { createRequire } from 'node:module'
import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  RESTEvents,
  type RESTOptions,
} from 'discord.js'
import { leaves } from '../../kernel/carrying/fence.ts'
import { fencing } from '../../kernel/carrying/fencing.ts'
import type { Log } from '../../kernel/ground/log.ts'
import { neverLeft } from '../../kernel/ground/never-left.ts'
import { Gone, Invalid, Later, NoRoom, Unsure } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

/** How long one call may take, ms: well within an outbox lease. */
const TIMEOUT = 10_000
/** How long to leave Discord alone where it does not say: when it cannot be reached, and when it shuts us out. */
const UNREACHED = 5_000
const SHUT_OUT = 60_000
/** How many refused calls (401, 403, 429) are reported at once. */
const WARNED_EVERY = 500
/** Messages older than an hour may be edited three times in six seconds, in each channel. docs: resources/message. */
const OLD_EDITS = 6_000

/**
 * The undici of discord.js: where Slack's newer one came first it is the process's, and takes no form with files from
 * us.
 */
const { Agent } = createRequire(createRequire(import.meta.resolve('discord.js')).resolve('@discordjs/rest'))(
  'undici',
) as {
  Agent: new () => { compose(interceptor: typeof fencing): NonNullable<RESTOptions['agent']> }
}
const agent = new Agent().compose(fencing)

/**
 * The way to Discord. It tries nothing twice and waits for nothing: what is sent again, and when, is the outbox's to
 * decide, and one channel's limit holds up no other.
 */
export function openRest({ token, api }: { token: string; api: string | null }, log?: Log): REST {
  const options = { version: '10', retries: 0, timeout: TIMEOUT, rejectOnRateLimit: () => true, ...(api && { api }) }
  const rest = new REST({ ...options, agent, makeRequest, invalidRequestWarningInterval: WARNED_EVERY })
  // Ten thousand in ten minutes, and Discord shuts this address out.
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log?.warn({ count }, 'Discord refuses many of our calls'))
  return rest.setToken(token)
}

const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  leaves()
  return DefaultRestOptions.makeRequest(url, init)
}

/** Discord's own number for what it refused, if that is what went wrong. docs: topics/opcodes-and-status-codes. */
export function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null
}

export const CODE = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownUser: 10_013,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  oldEdits: 30_046,
  answeredAlready: 40_060,
  noAccess: 50_001,
  notOurs: 50_005,
  notText: 50_008,
  noPermission: 50_013,
  expired: 50_027,
  invalidForm: 50_035,
  archived: 50_083,
  tagWanted: 40_067,
  threadStands: 160_004,
  tooManyThreads: 160_006,
} as const

const NO_ROOM = new Set<number>([
  CODE.unknownChannel,
  CODE.unknownGuild,
  CODE.noAccess,
  CODE.notText,
  CODE.noPermission,
  CODE.tagWanted,
  CODE.tooManyThreads,
])

/** Of a message that was deleted, or lets nobody change it. */
const GONE = new Set<number>([CODE.unknownMessage, CODE.notOurs])

/** Calls Discord, and says what went wrong in the words of `Chat`: nothing done, perhaps done, or a definite no. */
export async function attempt<T>(call: () => Promise<unknown>): Promise<T> {
  try {
    return (await call()) as T
  } catch (error) {
    throw judged(error)
  }
}

function judged(error: unknown): unknown {
  if (OURS.some(kind => error instanceof kind)) return error
  if (error instanceof RateLimitError) return new Later(Math.max(error.retryAfter, 50))
  if (error instanceof DiscordAPIError) {
    if (error.status >= 500) return new Unsure(error.message)
    if (error.code === CODE.oldEdits) return new Later(OLD_EDITS)
    if (error.status === 401) return new Later(SHUT_OUT)
    if (GONE.has(Number(error.code))) return new Gone(error.message)
    if (error.code === CODE.invalidForm) return new Invalid(error.message)
    return NO_ROOM.has(Number(error.code)) ? new NoRoom(error.message) : error
  }
  // Without Discord's own words it is what stands before it that answered: nothing was done on a refusal.
  if (error instanceof HTTPError) return error.status >= 500 ? new Unsure(error.message) : new Later(SHUT_OUT)
  if (error instanceof Error && /token to be set/.test(error.message)) return new Later(SHUT_OUT)
  return neverLeft(error) ? new Later(UNREACHED) : new Unsure(messageOf(error))
}

/** Judged already. */
const OURS = [Later, Unsure, NoRoom, Gone, Invalid, Refusal]

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
