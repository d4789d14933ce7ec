import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Remembered } from '../lending.ts'
import { home } from '../paths.ts'
import type { ConsolePerson, People } from '../people.ts'
import { type ConsoleRoom, readableRooms } from '../rooms.ts'

/** Who asks, who else is here, and the rooms that the asker may read. */
export type Knowledge = { person: ConsolePerson; people: readonly ConsolePerson[]; rooms: readonly ConsoleRoom[] }

/** What every request below a person's address knows. */
export type Known = { Variables: Knowledge & Remembered }

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
    const known = await know(db, people, c.req.param('person'))
    if (!known) return isVisit(c) ? c.redirect('/') : c.text('That person is gone. Reload the page.', 404)
    c.set('person', known.person)
    c.set('people', known.people)
    c.set('rooms', known.rooms)
    return next()
  }
}

/** A page is being opened, rather than a part of one asked for. */
export function isVisit(c: Context): boolean {
  const page = c.req.header('Accept')?.includes('text/html') && !c.req.header('HX-Request')
  return c.req.method === 'GET' && page === true
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
export async function startVisit(c: Context, people: People): Promise<Response> {
  const everybody = await people()
  const last = getCookie(c, COOKIE)
  const person = everybody.find(({ user }) => user === last) ?? everybody[0]
  return person ? c.redirect(home(person)) : c.text('Nobody is known here yet.', 503)
}
