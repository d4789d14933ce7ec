import type { ThreadHistory } from '../../../kernel/hearing/thread-history.ts'
import { count } from '../../../kernel/words/text.ts'
import type { Channels } from '../channels.ts'
import { plainWords } from '../draw/plain-words.ts'
import type { People } from '../people.ts'
import { attached } from './attachments.ts'
import type { Dependencies } from './commands-and-presses.ts'
import { repliesAfter } from './replies-after.ts'
import { isSaid, timeOfTs, tsAt, type Written } from './written.ts'

type Knowing = { people: People; channels: Channels }

/**
 * What people write in the threads under our cards. Messages of programs, our own among them, are passed over, and so is
 * what mentions us: that is a command.
 */
export function slackHistory(dependencies: Dependencies, knowing: Knowing): ThreadHistory<Written> {
  const { web, us, inbox } = dependencies
  return {
    chat: 'slack',
    prefix: (kind, channel) => `slack ${kind} ${channel} `,
    // Slack may tell of one message twice, under two ids of the event and even two of the message.
    namesOf: ({ ts, client_msg_id: client }) => (client ? [ts, client] : [ts]),
    editedAt: ({ edited }) => (edited ? timeOfTs(edited.ts) : null),
    idAt: tsAt,
    readAfter: (open, after) => repliesAfter(web, open, after),
    async keep(kind, written, channel) {
      const { ts: message, thread_ts: thread = '', user = '', user_team: team, text = '', edited } = written
      if (!isSaid(written) || !user || user === us() || text.includes(`<@${us()}>`)) return
      const speaker = await dependencies.speaker({ user, channel, team })
      const at = timeOfTs(kind === 'edited' ? (edited?.ts ?? message) : message)
      const edit = kind === 'edited' ? { written: timeOfTs(message) } : {}
      const words = {
        ...edit,
        text: await plainWords(knowing, text),
        at,
        ...(await filesAndGaps(dependencies, written)),
      }
      const prefix = this.prefix(kind, channel)
      const key = kind === 'said' ? `${prefix}${this.namesOf(written).join(' ')}` : `${prefix}${message} ${at}`
      const { client_msg_id: client } = written
      const once = kind === 'said' && client ? { once: `slack said ${client}` } : {}
      await inbox().receive(key, { speaker, act: { kind, message, thread, ...words }, reply: { thread }, ...once })
    },
  }
}

/** Attached files, and what has no text. */
async function filesAndGaps({ web }: Dependencies, { files = [], attachments: shared }: Written) {
  const attachments = await attached(web, files)
  const gone = files.length - attachments.length
  const lacks = [
    ...(shared?.some(one => one.is_share) ? ['A message that was shared'] : []),
    ...(gone > 0 ? [count(gone, 'file that is gone', 'files that are gone')] : []),
  ]
  return { lacks, attachments }
}
