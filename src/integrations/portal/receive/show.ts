import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { FindPicture } from '../../../kernel/connecting/integration.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import { listPlace } from '../../../kernel/ground/keyset.ts'
import { loadFile } from '../../../kernel/ground/load-file.ts'
import { showsProduct } from '../../../kernel/ground/picture-key.ts'
import { sendFile, sendProduct } from '../../../kernel/pages/send-file.ts'
import { type Card, hasFile } from '../../../kernel/shapes/card.ts'
import { findMessage, listHistory, listOtherCards, listThread, listWaiting } from '../board.ts'
import { drawCases, drawHistory, drawOneCard, drawWaiting } from '../draw/board.ts'
import { drawPage } from '../draw/page.ts'
import { portalWords as words } from '../words.ts'
import { presentAll } from './present.ts'
import type { Visiting } from './visit.ts'

export type Showing = { db: Db; assets: string; pictures: FindPicture }

/** What was sent to the supplier. Looking at it changes nothing, and counts as nothing. */
export function showing(house: Showing): Hono<Visiting> {
  const { db, assets } = house
  const app = new Hono<Visiting>()
  const whole = wholeRoom(house)
  app.get('/', whole, async c => {
    const { visit } = c.var
    const all = await presentAll(db, visit, await listWaiting(db, visit.access))
    return c.html(drawPage(visit, assets, { title: words.waiting.title, at: 'waiting', main: drawWaiting(visit, all) }))
  })
  app.get('/cases', whole, async c => {
    const { visit } = c.var
    const isOver = c.req.query('which') === 'over'
    const page = await listOtherCards(db, visit.access, isOver, placeIn(c))
    const main = drawCases(visit, { ...page, rows: await presentAll(db, visit, page.rows) }, isOver)
    return c.html(drawPage(visit, assets, { title: words.cases.title, at: 'cases', main }))
  })
  app.get('/history', whole, async c => {
    const { visit } = c.var
    const page = await listHistory(db, visit.access, placeIn(c))
    const main = drawHistory(visit, { ...page, rows: await presentAll(db, visit, page.rows) })
    return c.html(drawPage(visit, assets, { title: words.history.title, at: 'more', main }))
  })
  app.get('/cards/:message', async c => {
    const { visit } = c.var
    const message = await findMessage(db, visit.access, c.req.param('message'))
    if (!message) return notHere(house, c)
    if (message.threadOf) return c.redirect(`${visit.base}/cards/${message.threadOf}`, 303)
    const thread = await listThread(db, visit.access, message.id, placeIn(c))
    const [root, ...said] = await presentAll(db, visit, [message, ...thread.rows])
    if (!root) return notHere(house, c)
    const main = drawOneCard(visit, root, { ...thread, rows: said }, c.req.query('press'))
    return c.html(drawPage(visit, assets, { title: root.card.title, main }))
  })
  app.get('/cards/:message/files/:file', async c => {
    const message = await findMessage(db, c.var.visit.access, c.req.param('message'))
    const file = c.req.param('file')
    const found = hasFile(message?.card, file) ? await loadFile(db, file) : null
    return found ? sendFile(c, found) : notHere(house, c)
  })
  app.get('/cards/:message/pictures/:key', async c => {
    const message = await findMessage(db, c.var.visit.access, c.req.param('message'))
    return sendProductOf(house, c, message?.card, c.req.param('key'))
  })
  return app
}

/** The picture of a product that a line of a card shows, for who sees the card: no other is looked for. */
export async function sendProductOf(
  house: Showing,
  c: Context<Visiting>,
  card: Pick<Card, 'lines'> | null | undefined,
  key: string,
): Promise<Response> {
  const found = card && showsProduct(card, key) ? await house.pictures(key) : null
  return found ? sendProduct(c, found) : notHere(house, c)
}

/** For pages that show more than one purchase order: a link to one of them leads to none of these. */
export function wholeRoom(house: Showing) {
  return async (c: Context<Visiting>, next: () => Promise<void>) =>
    c.var.visit.access.about === null ? next() : notHere(house, c)
}

/** What isn't there, and what isn't theirs, look the same. */
export function notHere({ assets }: Pick<Showing, 'assets'>, c: Context<Visiting>): Response | Promise<Response> {
  const { visit } = c.var
  const { title, text, home } = words.gone
  const main = html`<h1>${title}</h1><p>${text}</p>${visit.access.about === null && html`<p><a class="button" href="${visit.base}">${home}</a></p>`}`
  return c.html(drawPage(visit, assets, { title, main }), 404)
}

/** Where the page that is asked for begins; its list's first where the address says none. */
function placeIn(c: Context<Visiting>): string | undefined {
  return listPlace.safeParse(c.req.query('from')).data
}
