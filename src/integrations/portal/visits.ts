import { createHash, randomBytes } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { and, desc, eq, gt, isNull, notInArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../../kernel/ground/db.ts'
import { portalSessions as rows } from './tables.ts'

/** How long a visit lasts, days. */
export const VISIT_DAYS = 30
/** Visits of one link that last at once: a link that many open is followed by programs. */
const MOST = 50

/** `key` goes along with all that is sent, so that no page but ours sends anything. */
export type PortalSession = { id: string; link: string; key: string; path: string | null }

/** Visits, kept here: leaving ends one, no matter who holds its cookie. */
export type Visits = {
  /** Begins one. Answers what stands in addresses until the browser has shown that it keeps cookies. */
  begin(c: Context, link: string): Promise<string>
  /** The one whose cookie came along, or whose name stands in the address where no cookie is kept. */
  find(c: Context, path: string | undefined): Promise<PortalSession | null>
  /** The browser keeps its cookie: its address opens it no more. */
  keepsCookie(session: PortalSession): Promise<void>
  end(c: Context, session: PortalSession): Promise<void>
}

/** @param isSecure whether a request came by https */
export function openVisits(db: Db, now: () => Date, isSecure: (c: Context) => boolean): Visits {
  const cookieName = (c: Context) => (isSecure(c) ? '__Host-waybill_visit' : 'waybill_visit')
  return {
    async begin(c, link) {
      const [token, path] = [newKey(), newKey()]
      await db.insert(rows).values({ id: hash(token), path: hash(path), link, begunAt: now() })
      await keepNewest(db, link)
      const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) } as const
      setCookie(c, cookieName(c), token, { ...options, maxAge: VISIT_DAYS * 86_400 })
      return path
    },
    async find(c, path) {
      const token = getCookie(c, cookieName(c))
      const which = path ? eq(rows.path, hash(path)) : eq(rows.id, hash(token ?? ''))
      const isLasting = and(isNull(rows.endedAt), gt(rows.begunAt, subDays(now(), VISIT_DAYS)))
      const [found] = await db.select().from(rows).where(and(which, isLasting))
      return found ? { id: found.id, link: found.link, path: path ?? null, key: hash(`key ${found.id}`) } : null
    },
    keepsCookie: async ({ id }) => void (await db.update(rows).set({ path: null }).where(eq(rows.id, id))),
    async end(c, { id }) {
      await db.update(rows).set({ endedAt: now() }).where(eq(rows.id, id))
      deleteCookie(c, cookieName(c), { path: '/', secure: isSecure(c) })
    },
  }
}

/** Drops all but the newest of one link. */
async function keepNewest(db: Db, link: string): Promise<void> {
  const newest = db
    .select({ id: rows.id })
    .from(rows)
    .where(eq(rows.link, link))
    .orderBy(desc(rows.begunAt))
    .limit(MOST)
  await db.delete(rows).where(and(eq(rows.link, link), notInArray(rows.id, newest)))
}

const newKey = () => randomBytes(32).toString('base64url')
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
