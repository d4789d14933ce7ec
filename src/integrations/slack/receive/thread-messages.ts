import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt'
import { roomOfThread } from '../../../kernel/asking/thread-root.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import { keyedQueue } from '../../../kernel/hearing/keyed-queue.ts'
import { keepDeletion, noteUnread, readBack } from '../../../kernel/hearing/read-back.ts'
import { Later } from '../../../kernel/shapes/chat.ts'
import type { OpenThread } from '../../../kernel/shapes/thread-message.ts'
import type { Channels } from '../channels.ts'
import type { People } from '../people.ts'
import type { Dependencies } from './commands-and-presses.ts'
import { slackHistory } from './history.ts'
import { sortEvent } from './written.ts'

type Knowing = { db: Db; people: People; channels: Channels }
type Heard = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs

export type ThreadMessages = {
  /** Keeps what an event reports, after everything that was written in its thread before. */
  heard(told: Heard): Promise<void>
  /** Keeps what was written in a thread and no event reported. @throws what Slack answers where it can't be read. */
  readAgain(open: OpenThread): Promise<void>
}

/** For how long events are taken at their word after a thread could not be read, ms. */
const REST = 5_000

/**
 * What people write in threads. Slack sends it to one of our sockets, and if nobody acknowledges it, to another one later,
 * three times at most. So the thread itself is read where an event may not be the next one.
 */
export function receiveThreadMessages(dependencies: Dependencies, { db, ...knowing }: Knowing): ThreadMessages {
  const { desk, inbox, log } = dependencies
  const parts = { db, inbox }
  const history = slackHistory(dependencies, knowing)
  const turns = keyedQueue()
  let restsUntil = Number.NEGATIVE_INFINITY

  /** Keeps what was sent to a process that is gone or frozen, and may be sent again after this event. */
  const readBefore = async (channel: string, thread: string, ts: string) => {
    const open = (await desk.openThreads('slack', thread)).find(one => one.channel === channel)
    if (!open) return
    if (performance.now() < restsUntil) return noteUnread(db, history, open, new Date())
    try {
      await readBack(parts, history, open, { lookBack: 0, unlessReceived: ts })
    } catch (error) {
      log.warn({ err: error }, 'a thread could not be read before what was written last')
      restsUntil = performance.now() + (error instanceof Later ? error.wait : REST)
      await noteUnread(db, history, open, new Date())
    }
  }

  return {
    async heard({ event }) {
      const told = sortEvent(event)
      const { ts: message = '', thread_ts: thread } = told?.written ?? {}
      if (!told || told.written.bot_id || !thread || thread === message) return
      const { channel } = event
      // Names are looked up before it is kept: in each thread one after the other, so that the order stays.
      await turns.after(`${channel} ${thread}`, async () => {
        const room = await roomOfThread(db, 'slack', thread)
        if (room?.channel !== channel) return
        if (told.kind === 'deleted') return keepDeletion(inbox(), history, { channel, thread, message })
        await readBefore(channel, thread, message)
        await history.keep(told.kind, told.written, channel)
      })
    },
    readAgain: open => turns.after(`${open.channel} ${open.thread}`, () => readBack(parts, history, open)),
  }
}
