import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { html } from 'hono/html'
import type { Html } from '../../../kernel/pages/phrase.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { AccessLinks, SupplierAccess } from '../../../kernel/shapes/reach.ts'
import type { PortalSession, Visits } from '../visits.ts'

/** Who is here, by which link, and what addresses begin with. */
export type Visit = { session: PortalSession; access: SupplierAccess; base: string; speaker: Speaker }
export type Visiting = { Variables: { visit: Visit } }

/** What addresses begin with. */
export const AT = '/s'

/** Lets in who came by a link that still lasts, looked up for each request. */
export function entering(
  sessions: Visits,
  access: AccessLinks,
  over: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler<Visiting> {
  return async (c, next) => {
    const session = await sessions.find(c, c.req.param('path'))
    const found = session && (await access.lasts(session.link))
    if (!found) return over(c)
    const base = session.path ? `${AT}/at/${session.path}` : AT
    const { room, person } = found
    const speaker = { chat: room.chat, channel: room.channel, user: person.user, name: person.name, roles: [] }
    c.set('visit', { session, access: found, base, speaker })
    return next()
  }
}

/** What goes along with each act: that it comes from our page, and a key of its own, so that it is done once. */
export function along({ session }: Visit, more: Readonly<Record<string, string>> = {}): Html {
  const fields = { ...more, key: session.key, once: randomBytes(16).toString('hex') }
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}
