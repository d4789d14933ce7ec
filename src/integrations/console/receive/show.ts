import { type Context, type Handler, Hono } from 'hono'
import type { Db } from '../../../kernel/ground/db.ts'
import { readClock } from '../clock.ts'
import { drawMessages, drawThread } from '../draw/message.ts'
import { drawWorkspace } from '../draw/page.ts'
import { drawNowhere, drawRoom } from '../draw/room.ts'
import type { Sidebar } from '../draw/sidebar.ts'
import { newestIds, readMessage, readPage } from '../messages.ts'
import { home, roomPath } from '../paths.ts'
import type { ConsoleRoom } from '../rooms.ts'
import { type Known, noRoom, remember, roomOf } from './who.ts'

export type Showing = { db: Db; assets: string }

/** The pages of rooms and threads. */
export function showing({ db, assets }: Showing): Hono<Known> {
  const app = new Hono<Known>()
  app.get('/:room', async c => {
    const room = roomOf(c)
    if (!room) return c.redirect(home(c.var.person))
    remember(c, c.var.person)
    // The clock first: what changes while we read is sent again by the live stream, never missed.
    const revision = await readClock(db)
    const page = await readPage(db, { room: room.id, thread: null })
    const thread = await threadOf(db, c, room, Number(c.req.query('thread')))
    const main = drawRoom({
      room,
      person: c.var.person,
      people: c.var.people,
      page,
      revision,
      typed: c.req.query('typed')?.slice(0, 300),
    })
    const side = await sidebarOf(db, c, room.id)
    const data = { home: home(c.var.person), room: room.id, revision }
    return c.html(drawWorkspace({ title: `# ${room.name}`, assets, side, data, main, thread }))
  })
  app.get('/:room/earlier', async c => {
    const room = roomOf(c)
    if (!room) return noRoom(c)
    const page = await readPage(db, { room: room.id, thread: null, before: position(c.req.query('before')) })
    const at = roomPath(c.var.person, room.id)
    return c.html(drawMessages(page, at, `${at}/earlier`, c.var.person.user))
  })
  app.get('/:room/threads/:thread', async c => {
    const room = roomOf(c)
    const thread = room && (await threadOf(db, c, room, Number(c.req.param('thread'))))
    return thread ? c.html(thread) : noRoom(c)
  })
  app.get('/:room/threads/:thread/earlier', async c => {
    const room = roomOf(c)
    const thread = position(c.req.param('thread'))
    if (!room || thread === undefined) return noRoom(c)
    const page = await readPage(db, { room: room.id, thread, before: position(c.req.query('before')) })
    const at = roomPath(c.var.person, room.id)
    return c.html(drawMessages(page, at, `${at}/threads/${thread}/earlier`, c.var.person.user))
  })
  return app
}

/** The page of somebody who may read no room yet. */
export function showingNowhere({ db, assets }: Showing): Handler<Known> {
  return async c => {
    if (c.var.rooms.length > 0) return c.redirect(home(c.var.person))
    const side = await sidebarOf(db, c, null)
    const data = { home: home(c.var.person), room: '', revision: await readClock(db) }
    return c.html(drawWorkspace({ title: 'No room yet', assets, side, data, main: drawNowhere(), thread: null }))
  }
}

/** All that the sidebar shows to this person. */
export async function sidebarOf(db: Db, c: Context<Known>, current: string | null): Promise<Sidebar> {
  const { person, people, rooms, visit } = c.var
  return { person, people, rooms, newest: await newestIds(db), current, visit }
}

async function threadOf(db: Db, c: Context<Known>, room: ConsoleRoom, id: number) {
  if (!Number.isSafeInteger(id)) return null
  const root = await readMessage(db, room.id, id)
  if (!root || root.thread !== null) return null
  const { person } = c.var
  const page = await readPage(db, { room: room.id, thread: id })
  return drawThread(root, page, roomPath(person, room.id), person.user)
}

function position(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && Number.isSafeInteger(number) ? number : undefined
}
