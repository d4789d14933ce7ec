import type { Json } from './json.ts'
export type Block = Json & { type: string; block_id: string }

export type Message = {
  ts: string
  channel: string
  user: string
  /** Set on what our app posted. */
  byApp: boolean
  text: string
  blocks: Block[]
  threadTs: string | null
  broadcast: boolean
  metadata: { event_type: string; event_payload: Json } | null
  edited: { user: string; ts: string } | null
  unfurl: { links: boolean; media: boolean }
  /** `none` as given: bare addresses are then not made links. */
  parse: string | null
  mrkdwn: boolean
  clientMsgId: string | null
  /** Ids of the files that stand under it. */
  files: readonly string[]
  /** Seen by this person alone, and by no history. */
  onlyFor: string | null
  at: number
  /** How often it was changed: a test may ask whether a card flickers. */
  revisions: number
}

/** Message ids: seconds and microseconds, unique in the workspace and ever increasing. */
export class Timestamps {
  #last = 0

  next(now: number): string {
    this.#last = Math.max(this.#last + 1, now * 1000 + 100)
    const digits = String(this.#last)
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`
  }
}

export const isTs = (value: unknown): value is string => typeof value === 'string' && /^\d{10}\.\d{6}$/.test(value)

export type Author = { botId: string; appId: string; teamId: string }

/** A message as history, events and payloads carry it. */
export function messageObject(message: Message, by: Author, replies: readonly Message[] = []): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: by.teamId,
    ...(message.byApp ? { bot_id: by.botId, app_id: by.appId } : { client_msg_id: message.clientMsgId }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.files.length > 0 ? { files: message.files.map(id => ({ id })), upload: true } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map(reply => reply.user)).size,
          latest_reply: replies.at(-1)?.ts,
          reply_users: [...new Set(replies.map(reply => reply.user))],
          is_locked: false,
          subscribed: false,
        }
      : {}),
  }
}
