/**
 * What Discord answers when it says no: a status, its own code, its own words.
 * Source: docs, topics/opcodes-and-status-codes "JSON error codes"; statuses as seen in the threads of its issues.
 */
const WORDS = {
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  10087: [404, 'Unknown tag'],
  20012: [403, 'You are not authorized to perform this action on this application'],
  30032: [400, 'Maximum number of application commands reached'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40061: [400, 'Tag names must be unique'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50021: [403, 'Cannot execute action on a system message'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
} as const satisfies Record<number, readonly [number, string]>

export type Code = keyof typeof WORDS

/** Thrown by a route, answered as it stands. */
export class Refused extends Error {
  readonly status: number
  readonly body: Record<string, unknown> | readonly unknown[]
  readonly headers: Record<string, string>

  constructor(status: number, body: Refused['body'], headers: Record<string, string> = {}) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
    this.headers = headers
  }
}

export function refused(code: Code): Refused {
  const [status, message] = WORDS[code]
  return new Refused(status, { message, code })
}

/** Errors that have no code of their own. */
export const unauthorized = () => new Refused(401, { message: '401: Unauthorized', code: 0 })
export const broken = () => new Refused(500, { message: '500: Internal Server Error', code: 0 })
