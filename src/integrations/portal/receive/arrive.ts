import { createHash } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { clientAddress } from '../../../kernel/ground/client-address.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import { throttle } from '../../../kernel/ground/throttle.ts'
import { fields } from '../../../kernel/pages/entries.ts'
import type { AccessLinks, SupplierAccess } from '../../../kernel/shapes/reach.ts'
import { findCards } from '../board.ts'
import { drawOver, drawOverLink, drawSentence } from '../draw/plain.ts'
import type { Visits } from '../visits.ts'
import { portalWords as words } from '../words.ts'
import { AT } from './visit.ts'

export type Arriving = {
  db: Db
  access: AccessLinks
  sessions: Visits
  assets: string
  /** Addresses and ranges of the proxies that are believed. */
  proxies: readonly string[]
}

/** What a link's secret looks like. */
const SECRET = '[A-Za-z0-9_-]{43}'

const short = bodyLimit({ maxSize: 4_096, onError: c => c.text(words.tooLarge, 413) })

/** A link is swapped for a visit, at an address without its secret. To open it does nothing else. */
export function arriving(house: Arriving): Hono {
  const { access, sessions, assets } = house
  const app = new Hono()
  const tries = throttle()
  app.get(`/:secret{${SECRET}}`, async c => {
    const secret = c.req.param('secret')
    const from = addressOf(house, c)
    const guessers = [
      { account: 'links', from, isKnown: true },
      { account: hash(secret), from: 'anywhere', isKnown: true },
    ]
    const waits = guessers.map(one => tries.wait(one, performance.now()))
    if (Math.max(...waits) > 0) return c.html(drawOver(assets, words.slowDown), 429)
    const found = await access.open(secret)
    if (!found) return c.html(drawOverLink(assets, secret), 404)
    for (const one of guessers) tries.right(one)
    if (c.req.method === 'HEAD') return c.body(null, 200)
    const path = await sessions.begin(c, found.link)
    const press = c.req.query('press')
    return c.redirect(`${AT}/at/${path}/arrive${press ? `?${new URLSearchParams({ press })}` : ''}`, 303)
  })
  app.post('/renew', short, async c => {
    const { secret = '' } = await fields(c)
    const guesser = { account: 'links', from: addressOf(house, c), isKnown: true }
    if (tries.wait(guesser, performance.now()) > 0) return c.html(drawOver(assets, words.slowDown), 429)
    if (new RegExp(`^${SECRET}$`).test(secret)) await access.renew(secret)
    const { title, text } = words.over.renewed
    return c.html(drawSentence(assets, title, text))
  })
  app.get('/at/:path/arrive', async c => {
    const path = c.req.param('path')
    const [byPath, byCookie] = [await sessions.find(c, path), await sessions.find(c, undefined)]
    const session = byPath ?? byCookie
    const found = session && (await access.lasts(session.link))
    if (!found) return c.html(drawOver(assets), 404)
    const keeps = byCookie?.id === session.id
    if (keeps && byPath) await sessions.keepsCookie(session)
    const press = c.req.query('press')
    const hint = press ? `?${new URLSearchParams({ press })}` : ''
    return c.redirect(`${keeps ? AT : `${AT}/at/${path}`}${await firstPage(house.db, found)}${hint}`, 303)
  })
  return app
}

/** The one card of a link that leads to one, else all that waits. */
async function firstPage(db: Db, access: SupplierAccess): Promise<string> {
  const [card] = access.about ? await findCards(db, access, [access.about]) : []
  return card ? `/cards/${card.id}` : ''
}

function addressOf({ proxies }: Arriving, c: Context): string {
  return clientAddress(getConnInfo(c).remote.address ?? '', c.req.header(), proxies)
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
