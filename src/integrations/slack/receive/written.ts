import type { SlackEventMiddlewareArgs } from '@slack/bolt'
import type { SlackFile } from './attachments.ts'

/** A message in a thread, as events and the history carry it. */
export type Written = {
  ts: string
  thread_ts?: string
  user?: string
  user_team?: string
  text?: string
  subtype?: string
  bot_id?: string
  client_msg_id?: string
  edited?: { ts: string }
  files?: readonly SlackFile[]
  attachments?: readonly { is_share?: boolean }[]
}

/** What is left where a message was that others had answered. */
const GONE = 'tombstone'

type Told = SlackEventMiddlewareArgs<'message'>['event']
type Sorted = { kind: 'said' | 'edited' | 'deleted'; written: Written }

/** What happened to which message; null for what is of no interest: who joined, previews of links, what others' programs did. */
export function sortEvent(event: Told): Sorted | null {
  switch (event.subtype) {
    case 'message_changed': {
      const written = event.message as Written
      if (written.subtype === GONE) return { kind: 'deleted', written: { ...written, ...before(event) } }
      return written.edited ? { kind: 'edited', written } : null
    }
    case 'message_deleted':
      return { kind: 'deleted', written: { ...before(event), ts: event.deleted_ts } }
    default:
      return isSaid(event as Written) ? { kind: 'said', written: event as Written } : null
  }
}

/** Whether a person wrote it: programs say who they are, and Slack's own notices what they are. */
export function isSaid({ subtype, bot_id }: Written): boolean {
  return !bot_id && (subtype === undefined || WRITTEN.has(subtype))
}

const WRITTEN = new Set(['file_share', 'me_message', 'thread_broadcast'])

/** The message as it was, for what a deletion no longer tells. */
function before({ previous_message: was }: { previous_message?: unknown }): Written {
  return was as Written
}

/** `1795369358.000100` → ISO 8601, to the millisecond. */
export function timeOfTs(ts: string): string {
  return new Date(Number(ts) * 1_000).toISOString()
}

/** The least `ts` of that time. */
export function tsAt(time: Date): string {
  return (time.getTime() / 1_000).toFixed(6)
}
