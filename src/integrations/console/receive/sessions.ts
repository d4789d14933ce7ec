import { createHash, randomBytes } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../../../kernel/ground/db.ts'
import { consoleSessions as rows } from '../tables.ts'

const SESSION = 'waybill_key'
const DEVICE = 'waybill_device'
const DAYS = 30
/** How long a browser that somebody signed in with is known as theirs. */
const KNOWN_DAYS = 365

export type SessionUser = { id: string; user: string | null }

/** Who is signed in with which browser, kept here: signing out ends it, no matter who holds the cookie. */
export type Sessions = {
  /** Signs somebody in; null for somebody who knows the one secret. */
  begin(c: Context, user: string | null): Promise<void>
  find(c: Context): Promise<SessionUser | null>
  /** Whether a session still lasts. */
  lasts(session: SessionUser): Promise<boolean>
  end(c: Context): Promise<void>
  endAllOf(user: string): Promise<void>
  /** The browser, if that person signed in with it before. */
  deviceOf(c: Context, user: string | null): Promise<string | null>
}

/** @param secret changing it ends the sessions that it opened */
export function openSessions(db: Db, secret: string | null, now: () => Date): Sessions {
  const idOf = (token: string) => hash(token)
  const sharedIdOf = (token: string) => hash(`${secret} ${token}`)
  const isLasting = () => and(isNull(rows.endedAt), gt(rows.begunAt, subDays(now(), DAYS)))
  return {
    async begin(c, user) {
      const [token, device] = [newKey(), getCookie(c, DEVICE) ?? newKey()]
      const id = user === null ? sharedIdOf(token) : idOf(token)
      await db.insert(rows).values({ id, user, device: hash(device), begunAt: now() })
      await db.delete(rows).where(lt(rows.begunAt, subDays(now(), KNOWN_DAYS)))
      keep(c, SESSION, token, DAYS)
      keep(c, DEVICE, device, KNOWN_DAYS)
    },
    async find(c) {
      const token = getCookie(c, SESSION)
      if (!token) return null
      const mine = inArray(rows.id, [idOf(token), sharedIdOf(token)])
      const [found] = await db.select({ id: rows.id, user: rows.user }).from(rows).where(and(mine, isLasting()))
      return found ?? null
    },
    async lasts({ id }) {
      return (await db.$count(rows, and(eq(rows.id, id), isLasting()))) > 0
    },
    async end(c) {
      const token = getCookie(c, SESSION)
      if (token) await endAll(inArray(rows.id, [idOf(token), sharedIdOf(token)]))
      deleteCookie(c, SESSION, { path: '/' })
    },
    endAllOf: user => endAll(eq(rows.user, user)),
    async deviceOf(c, user) {
      const device = getCookie(c, DEVICE)
      if (!device) return null
      const mine = user === null ? isNull(rows.user) : eq(rows.user, user)
      return (await db.$count(rows, and(eq(rows.device, hash(device)), mine))) > 0 ? hash(device) : null
    },
  }

  async function endAll(which: ReturnType<typeof and>): Promise<void> {
    await db
      .update(rows)
      .set({ endedAt: now() })
      .where(and(which, isNull(rows.endedAt)))
  }
}

const newKey = () => randomBytes(24).toString('base64url')
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

function keep(c: Context, name: string, value: string, days: number): void {
  const secure = c.req.header('X-Forwarded-Proto')?.includes('https') ?? false
  setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: days * 86_400 })
}
