import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Remembered } from '../lending.ts'
import { home, welcomePath } from '../paths.ts'
import type { ConsolePerson, People } from '../people.ts'
import { type ConsoleRoom, readableRooms } from '../rooms.ts'
import { isVisit, type Visiting } from './visit.ts'

/** Who asks, who else is here, and the rooms that the asker may read. */
export type Knowledge = { person: ConsolePerson; people: readonly ConsolePerson[]; rooms: readonly ConsoleRoom[] }

/** What every request below a person's address knows. */
export type Known = { Variables: Knowledge & Remembered & Visiting['Variables'] }

const COOKIE = 'waybill_person'

/** Looks a person up again: what they may read can change between two requests, and during a stream. */
export async function know(db: Db, people: People, user: string | undefined): Promise<Knowledge | null> {
  const everybody = await people()
  const person = everybody.find(one => one.user === user)
  return person ? { person, people: everybody, rooms: await readableRooms(db, person) } : null
}

/** Finds out who asks, for each request. */
export function identify(db: Db, people: People): MiddlewareHandler<Known> {
  return async (c, next) => {
    const { user } = c.var.visit
    const named = c.req.param('person')
    if (user !== null && user !== named) return c.redirect('/')
    const known = await know(db, people, named)
    if (!known) return isVisit(c) ? c.redirect('/') : c.text('That person is gone. Reload the page.', 404)
    c.set('person', known.person)
    c.set('people', known.people)
    c.set('rooms', known.rooms)
    return next()
  }
}

/** The room of the address, when this person may read it; a room one may not read is not there. */
export function roomOf(c: Context<Known>): ConsoleRoom | undefined {
  return c.var.rooms.find(({ id }) => id === c.req.param('room'))
}

export function noRoom(c: Context): Response {
  return c.text('That room is not there, or you are not in it.', 404)
}

/** Remembers who one was last, for the next visit. */
export function remember(c: Context, { user }: ConsolePerson): void {
  setCookie(c, COOKIE, user, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 365 * 86_400 })
}

/** Where a visit without a name begins: with whom one was last, or the first of all. */
export async function startVisit(c: Context<Visiting>, people: People): Promise<Response> {
  const { user } = c.var.visit
  const everybody = (await people()).filter(one => user === null || one.user === user)
  const last = getCookie(c, COOKIE)
  const person = everybody.find(({ user }) => user === last) ?? everybody[0]
  // Who comes for the first time is shown around.
  if (person) return c.redirect(last || !person.staff ? home(person) : welcomePath(person))
  if (user === null) return c.text('Nobody is known here yet.', 503)
  await c.var.visit.leave()
  return c.redirect('/login')
}
