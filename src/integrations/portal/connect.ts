import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { FindPicture } from '../../kernel/connecting/integration.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import { SHARED, servingAssets } from '../../kernel/pages/assets.ts'
import type { AccessLinks } from '../../kernel/shapes/reach.ts'
import type { AskWork } from '../../kernel/shapes/work.ts'
import { keepAnswers } from './answers.ts'
import { drawOver, drawSentence } from './draw/plain.ts'
import { acting, typing } from './receive/act.ts'
import { arriving } from './receive/arrive.ts'
import { type Ordering, ordering } from './receive/orders.ts'
import { securityHeaders } from './receive/security.ts'
import { notHere, showing } from './receive/show.ts'
import { AT, entering, type Visiting } from './receive/visit.ts'
import { openVisits, type Visits } from './visits.ts'
import { portalWords as words } from './words.ts'

export type PortalOptions = {
  db: Db
  desk: Desk
  access: AccessLinks
  work: AskWork
  pictures: FindPicture
  now: () => Date
  /** Addresses and ranges of the proxies that are believed. */
  proxies?: readonly string[]
  /** Called with what went wrong on our side. */
  onError?: (error: unknown) => void
}

/** The pages of suppliers' rooms, for who comes by a link: mount it at `/s`. */
export function connectPortal(options: PortalOptions): Hono {
  const { db, desk, access, work, pictures, now, proxies = [], onError = () => {} } = options
  const { app: files, assets } = servingAssets({
    folders: [SHARED, new URL('./browser/', import.meta.url)],
    at: '/assets',
    under: AT,
  })
  const sessions = openVisits(db, now, isSecure)
  const house: Ordering = { db, desk, work, pictures, now, assets, answers: keepAnswers(db, now) }
  const app = new Hono()
  app.use('*', securityHeaders)
  app.route('/', files)
  app.route('/', arriving({ db, access, sessions, assets, proxies }))
  const pages = visited(house, sessions, access)
  app.route('/at/:path', pages)
  app.route('/', pages)
  app.onError((error, c) => {
    if (error instanceof HTTPException)
      return c.html(drawSentence(assets, words.answer.refused, error.message), error.status)
    onError(error)
    return c.html(drawSentence(assets, words.answer.refused, words.broken), 500)
  })
  // What is mounted above us knows nothing of visits.
  return new Hono().route('/', app)
}

/** All that one sees and does in a visit. */
function visited(house: Ordering, sessions: Visits, access: AccessLinks): Hono<Visiting> {
  const { assets } = house
  const app = new Hono<Visiting>()
  app.use(
    '*',
    entering(sessions, access, c => c.html(drawOver(assets), 404)),
  )
  app.route('/', showing(house)).route('/', ordering(house)).route('/', acting(house))
  app.post('/leave', c =>
    typing(house, c, async () => {
      await sessions.end(c, c.var.visit.session)
      return c.html(drawSentence(assets, words.left.title, words.left.text))
    }),
  )
  app.all('*', c => notHere(house, c))
  return app
}

/** Whether it came by https, also where a proxy in front took that off. */
const isSecure = (c: Context) =>
  c.req.header('X-Forwarded-Proto')?.includes('https') ?? new URL(c.req.url).protocol === 'https:'
