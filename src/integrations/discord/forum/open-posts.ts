import type { APIThreadChannel, GatewayThreadUpdateDispatchData, REST } from 'discord.js'
import { roomsOn } from '../../../kernel/asking/room.ts'
import { rootsThatAsk } from '../../../kernel/asking/thread-root.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import { insist } from '../../../kernel/hearing/insist.ts'
import type { Server } from '../server.ts'
import { wakeThread } from '../threads.ts'
import { archivedIn } from './archived.ts'

/** Of a hundred posts each: more than come to rest in a forum while Waybill is away. */
const MOST_PAGES = 10

export type OpenPosts = {
  /** A thread is other than it was. Never throws. */
  changed(thread: GatewayThreadUpdateDispatchData): void
  /** A new connection is up: what was archived while nobody listened is looked at. */
  catchUp(): void
  /** Resolves when nothing is left to open. */
  idle(): Promise<void>
}

type Parts = { rest: REST; db: Db; server: Server; log: Log; signal: AbortSignal }

/**
 * Opens posts of ours that Discord archived after a week of silence, or somebody by hand, while something is still asked
 * in them: nothing in an archived post can be pressed.
 */
export function keepPostsOpen({ rest, db, server, log, signal }: Parts): OpenPosts {
  const under = new Set<Promise<void>>()
  const insistOn = (work: () => Promise<void>) => {
    const done = insist(work, { what: 'an archived post could not be opened yet', log, signal })
    under.add(done)
    void done.finally(() => under.delete(done))
  }

  const openAmong = async (threads: readonly APIThreadChannel[]) => {
    const resting = threads.filter(one => one.thread_metadata?.archived && !one.thread_metadata.locked)
    const ids = resting.map(({ id }) => id)
    for (const ref of ids.length > 0 ? await rootsThatAsk(db, 'discord', ids) : []) await wakeThread(rest, ref)
  }

  return {
    changed(thread) {
      const { thread_metadata: state, parent_id: parent } = thread
      if (!state?.archived || state.locked || !parent) return
      insistOn(async () => {
        if (await server.forum(parent)) await openAmong([thread])
      })
    },
    catchUp() {
      insistOn(async () => {
        for (const { channel } of await roomsOn(db, 'discord')) {
          if (!(await server.forum(channel))) continue
          await openAmong(await archivedIn(rest, channel, MOST_PAGES))
        }
      })
    },
    async idle() {
      while (under.size > 0) await Promise.all(under)
    },
  }
}
