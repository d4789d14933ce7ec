import { desc } from 'drizzle-orm'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import type { Reads } from '../../kernel/ground/db.ts'
import { count } from '../../kernel/words/text.ts'
import { sampleFulfilments } from './tables.ts'

type Shown = typeof sampleFulfilments.$inferSelect
/** How many parcels the page shows, the newest first. */
const MOST = 200

/** What the sample shop's customers are shown of their orders. */
export function samplePage(db: Reads): Hono {
  const app = new Hono()
  const nothing = "'none'"
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: [nothing], styleSrc: ["'unsafe-inline'"] } }))
  app.get('/', async c => {
    const all = await db.select().from(sampleFulfilments).orderBy(desc(sampleFulfilments.fulfilledAt)).limit(MOST)
    return c.html(draw(all))
  })
  return app
}

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
li { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .5rem; list-style: none }
ul { padding: 0 } h2 { margin: 0; font-size: 1.05rem } p { margin: .25rem 0 }`

const draw = (all: readonly Shown[]) => html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Sample Shop: what its store shows</title>
  <style>${STYLE}</style>
</head>
<body>
  <h1>Sample Shop</h1>
  <p>This page stands in for an online store. When a supplier adds a tracking number, Waybill writes it here, and the
  customer would get an e-mail. <a href="/">Back to the console</a></p>
  ${all.length === 0 ? html`<p>Nothing has shipped yet.</p>` : html`<ul>${all.map(parcel)}</ul>`}
</body>
</html>`

const parcel = ({ orderNumber, carrier, number, url, pieces, notifiedAt, fulfilledAt }: Shown) => html`<li>
  <h2>Order ${orderNumber} · shipped</h2>
  <p>${carrier} ${url ? html`<a href="${url}" rel="noreferrer">${number}</a>` : number} ·
  ${count(
    pieces.reduce((sum, { quantity }) => sum + quantity, 0),
    'piece',
  )}</p>
  <p><small>${fulfilledAt.toISOString().slice(0, 16).replace('T', ' ')} UTC${notifiedAt ? ' · customer notified' : ''}</small></p>
</li>`
