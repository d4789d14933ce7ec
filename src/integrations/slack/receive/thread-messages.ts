import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt'
import { roomOfThread } from '../../../kernel/asking/thread-root.ts'
import type { Reads } from '../../../kernel/ground/db.ts'
import { keyedQueue } from '../../../kernel/hearing/keyed-queue.ts'
import { count } from '../../../kernel/words/text.ts'
import type { Channels } from '../channels.ts'
import { plainWords } from '../draw/plain-words.ts'
import type { People } from '../people.ts'
import { attached, type SlackFile } from './attachments.ts'
import type { Dependencies } from './commands-and-presses.ts'

type Knowing = { db: Reads; people: People; channels: Channels }
type Told = SlackEventMiddlewareArgs<'message'>['event']
type Heard = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs

/** A message in a thread, as events carry it. */
type Written = {
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

/**
 * What people write in the threads under our cards. Messages of programs, our own among them, are passed over, and so is
 * what mentions us: that is a command.
 */
export function receiveThreadMessages(dependencies: Dependencies, knowing: Knowing) {
  const turns = keyedQueue()
  return async ({ event }: Heard) => {
    const told = sort(event)
    if (!told || told.written.bot_id || !told.written.thread_ts) return
    // Names are looked up before it is kept: in each thread one after the other, so that the order stays.
    await turns.after(`${event.channel} ${told.written.thread_ts}`, () =>
      keep(dependencies, knowing, event.channel, told),
    )
  }
}

type Sorted = { kind: 'said' | 'edited' | 'deleted'; written: Written }

/** What happened to which message; null for what is of no interest: who joined, previews of links, what others' programs did. */
function sort(event: Told): Sorted | null {
  switch (event.subtype) {
    case undefined:
    case 'file_share':
    case 'me_message':
    case 'thread_broadcast':
      return { kind: 'said', written: event as Written }
    case 'message_changed': {
      const written = event.message as Written
      if (written.subtype === GONE) return { kind: 'deleted', written: { ...written, ...before(event) } }
      return written.edited ? { kind: 'edited', written } : null
    }
    case 'message_deleted':
      return { kind: 'deleted', written: { ...before(event), ts: event.deleted_ts } }
    default:
      return null
  }
}

/** The message as it was, for what a deletion no longer tells. */
function before({ previous_message: was }: { previous_message?: unknown }): Written {
  return was as Written
}

async function keep(
  dependencies: Dependencies,
  knowing: Knowing,
  channel: string,
  { kind, written }: Sorted,
): Promise<void> {
  const { ts: message, thread_ts: thread = '', user = '', user_team: team } = written
  if (thread === message) return
  const room = await roomOfThread(knowing.db, 'slack', thread)
  if (room?.channel !== channel) return
  const inbox = dependencies.inbox()
  if (kind === 'deleted') {
    const speaker = { chat: 'slack', user: '', name: '', channel, roles: [] }
    return void (await inbox.receive(`slack deleted ${channel} ${message}`, {
      speaker,
      act: { kind, message, thread },
      reply: {},
    }))
  }
  if (!user || user === dependencies.us() || (written.text ?? '').includes(`<@${dependencies.us()}`)) return
  const speaker = await dependencies.speaker({ user, channel, team })
  const text = await plainWords(knowing, written.text ?? '')
  const shared = written.attachments?.some(one => one.is_share) ? ['A message that was shared'] : []
  const { files = [] } = written
  const attachments = await attached(dependencies.web, files)
  const gone = files.length - attachments.length
  const lacks = gone > 0 ? [...shared, count(gone, 'file that is gone', 'files that are gone')] : shared
  const more = { lacks, attachments }
  const at = timeOf(kind === 'edited' ? (written.edited?.ts ?? message) : message)
  // Slack may tell of one message twice, under two ids of the event and even two of the message.
  const name = kind === 'said' ? (written.client_msg_id ?? `${channel} ${message}`) : `${channel} ${message} ${at}`
  const act = { kind, message, thread, text, at, ...more }
  await inbox.receive(`slack ${kind} ${name}`, { speaker, act, reply: { thread } })
}

/** `1795369358.000100` → ISO 8601, to the millisecond. */
function timeOf(ts: string): string {
  return new Date(Number(ts) * 1_000).toISOString()
}
