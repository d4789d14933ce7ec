import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Db } from '../../../kernel/ground/db.ts'
import { drawMessage } from '../draw/message.ts'
import { drawSidebar, sidebarMark } from '../draw/sidebar.ts'
import { type ConsoleMessage, newestIds, readChanges } from '../messages.ts'
import { roomPath } from '../paths.ts'
import type { People } from '../people.ts'
import type { Pulse } from '../pulse.ts'
import type { Visit } from './visit.ts'
import { type Knowledge, type Known, know } from './who.ts'

export type Living = { db: Db; people: People; pulse: Pulse }

/** Least time between two looks of one stream, ms: a burst of changes is sent in a few batches. */
const BREATH = 100
/** A page that heard nothing for longer knows that its stream is dead. */
const SIGN_OF_LIFE = 10_000

type Reader = { user: string; visit: Visit }
type Feed = { room: string; since: number; side: string; told: number }

/** The live stream: what changed in the rooms that one may read, from any revision on. */
export function living(house: Living): Hono<Known> {
  const app = new Hono<Known>()
  app.get('/live', c => {
    const { room = '', since = '0', side = '' } = c.req.query()
    const feed: Feed = { room, since: Number(c.req.header('Last-Event-ID') ?? since) || 0, side, told: 0 }
    const user = c.var.person.user
    c.header('X-Accel-Buffering', 'no')
    const { visit } = c.var
    return streamSSE(c, stream => follow(house, stream, { user, visit }, feed))
  })
  return app
}

async function follow(house: Living, stream: SSEStreamingApi, reader: Reader, feed: Feed): Promise<void> {
  let heard = Promise.withResolvers<void>()
  const wake = () => heard.resolve()
  const unfollow = house.pulse.follow(wake)
  stream.onAbort(wake)
  try {
    while (!stream.aborted && !house.pulse.closed) {
      heard = Promise.withResolvers<void>()
      // Asked each time: somebody who lost a room gets nothing more from it.
      const known = (await reader.visit.lasts()) ? await know(house.db, house.people, reader.user) : null
      if (!known) return await say(stream, 'gone', {})
      await tell(house, stream, { ...known, visit: reader.visit }, feed)
      await setTimeout(BREATH)
      await heard.promise
    }
  } finally {
    unfollow()
  }
}

async function tell(
  { db }: Living,
  stream: SSEStreamingApi,
  known: Knowledge & { visit: Visit },
  feed: Feed,
): Promise<void> {
  const side = sidebarMark(known)
  if (side !== feed.side) {
    const markup = drawSidebar({ ...known, newest: await newestIds(db), current: feed.room || null })
    await say(stream, 'sidebar', { side, html: String(markup) })
    Object.assign(feed, { side, told: performance.now() })
  }
  const rooms = known.rooms.map(({ id }) => id)
  const { messages, revision } = await readChanges(db, rooms, feed.since)
  if (revision !== feed.since) {
    if (messages === null) await say(stream, 'stale', {})
    for (const message of messages ?? []) await say(stream, 'message', news(message, known, feed.room))
    // The id comes last and alone: a stream that broke off in the middle gets everything again.
    await stream.writeSSE({ event: 'at', data: String(revision), id: String(revision) })
    Object.assign(feed, { since: revision, told: performance.now() })
  }
  if (performance.now() - feed.told > SIGN_OF_LIFE) {
    await say(stream, 'alive', {})
    feed.told = performance.now()
  }
}

/** Of the open room, the message itself; of another, only that there is something. */
function news(message: ConsoleMessage, { person }: Knowledge, open: string) {
  const { id, channel, thread, card, authorName, words } = message
  if (channel !== open) return { room: channel, id }
  return {
    room: channel,
    id,
    thread,
    summary: card ? card.summary || card.title : `${authorName}: ${words}`,
    html: String(drawMessage(message, roomPath(person, channel), person.user)),
  }
}

function say(stream: SSEStreamingApi, event: string, data: unknown): Promise<void> {
  return stream.writeSSE({ event, data: JSON.stringify(data) })
}
