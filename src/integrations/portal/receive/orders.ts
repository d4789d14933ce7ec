import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Html } from '../../../kernel/pages/phrase.ts'
import { plainPhrase } from '../../../kernel/shapes/card.ts'
import type { AskWork, WorkPage } from '../../../kernel/shapes/work.ts'
import { writeCsv } from '../../../kernel/sheets/write-csv.ts'
import { isId } from '../../../kernel/words/id.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { cardsOfOrders } from '../board.ts'
import { drawMore, drawOrders, MORE } from '../draw/orders.ts'
import { drawPage } from '../draw/page.ts'
import { portalWords as words } from '../words.ts'
import { type Acting, act, typing } from './act.ts'
import { notHere, wholeRoom } from './show.ts'
import type { Visiting } from './visit.ts'

export type Ordering = Acting & { work: AskWork }

/** Pages of an export at most: 50 rows each. */
const MOST_PAGES = 400

/** The supplier's purchase orders as a table, as a file, and opened where its room has no card of one. */
export function ordering(house: Ordering): Hono<Visiting> {
  const { db, assets, desk, work } = house
  const app = new Hono<Visiting>()
  const whole = wholeRoom(house)
  const draw = (c: Context<Visiting>, main: Html) =>
    c.html(drawPage(c.var.visit, assets, { title: words.orders.title, at: 'orders', main }))
  app.get('/orders', whole, async c => {
    const { visit } = c.var
    const asked = c.req.query()
    try {
      const page = await work(visit.speaker, 'purchase-orders', asked)
      const cards = await cardsOfOrders(
        db,
        visit.access,
        page.rows.map(({ id }) => id),
      )
      return draw(c, drawOrders(visit, { page, asked, cards }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return draw(
        c,
        html`<h1>${words.orders.title}</h1><p class="failed" role="alert">${error.message}</p>
        <p><a class="button" href="${visit.base}/orders">${words.orders.again}</a></p>`,
      )
    }
  })
  app.get('/orders.csv', whole, async c => {
    const bytes = await exported(work, c.var.visit.speaker, c.req.query())
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="purchase-orders.csv"',
    }
    return c.body(new Uint8Array(bytes), 200, headers)
  })
  app.post('/orders/act', whole, c =>
    typing(house, c, ({ words: typed, ...sent }) => {
      const { open, row = '', act: chosen } = typed
      const ids = (open ?? row).split(' ').filter(isId)
      return act(house, c, { typed: { words: typed, ...sent }, about: null }, async delivery => {
        if (ids.length === 0) return { kind: 'refused', text: words.orders.choose }
        if (open) return desk.asked(c.var.visit.speaker, 'po.show', { purchaseOrder: ids[0] ?? '' }, delivery)
        if (chosen !== 'acknowledge') return { kind: 'refused', text: words.oldPage }
        return desk.asked(c.var.visit.speaker, 'po.acknowledge', { purchaseOrder: ids.join(' ') }, delivery)
      })
    }),
  )
  app.get('/more', whole, c => {
    const { visit } = c.var
    return c.html(drawPage(visit, assets, { title: words.more.title, at: 'more', main: drawMore(visit) }))
  })
  app.post('/more', whole, c =>
    typing(house, c, typed => {
      const one = MORE.find(({ name }) => name === typed.words.act)
      if (!one) return notHere(house, c)
      const { speaker } = c.var.visit
      return act(house, c, { typed, about: null }, delivery =>
        one.opens ? desk.opens(speaker, one.command, {}) : desk.asked(speaker, one.command, {}, delivery),
      )
    }),
  )
  return app
}

/** Every row of the table as it is narrowed, as CSV. */
async function exported(
  work: AskWork,
  speaker: Parameters<AskWork>[0],
  { at: _, ...asked }: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const rows: string[][] = []
  let page: WorkPage | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    page = await work(speaker, 'purchase-orders', { ...asked, ...(page?.next && { at: page.next }) })
    for (const { number, cells } of page.rows) rows.push([number, ...cells.map(plainPhrase)])
    if (!page.next) break
  }
  return writeCsv(page?.columns ?? [], rows)
}
