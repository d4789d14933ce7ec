import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Db } from '../ground/db.ts'
import { listen } from '../ground/http.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Connected } from './connect-all.ts'
import type { Outside } from './start-in-background.ts'

/** How long the database may take to answer before we say that it does not, ms. */
const PATIENCE = 3_000

type Parts = {
  db: Db
  connected: readonly Connected[]
  metrics: Metrics
  /** What runs in the background; null while Waybill starts or stops. */
  outside: () => readonly Outside[] | null
}

/** The one server: how Waybill is, and every address that an integration answers. */
export function serve({ host, port }: { host: string; port: number }, parts: Parts) {
  const { db, connected, metrics } = parts
  const app = new Hono()
  app.get('/healthz', c => c.text('alive'))
  app.get('/readyz', async c => {
    const troubles = await troublesOf(db, parts.outside())
    return troubles.length === 0 ? c.text('ready') : c.text(troubles.join('\n'), 503)
  })
  app.get('/metrics', async c => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  const listeners = new Map(
    connected.flatMap(({ connection: { listener } }) => (listener ? [[listener.at, listener.answer] as const] : [])),
  )
  for (const { connection } of connected) if (connection.routes) app.route(connection.routes.at, connection.routes.app)
  return listen(app, host, port, listeners)
}

async function troublesOf(db: Db, outside: readonly Outside[] | null): Promise<readonly string[]> {
  if (!outside) return ['Waybill is starting or stopping.']
  const troubles = outside.flatMap(one => one.trouble() ?? [])
  return (await answers(db)) ? troubles : ['The database does not answer.', ...troubles]
}

async function answers(db: Db): Promise<boolean> {
  const asked = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, setTimeout(PATIENCE, false, { ref: false })])
}
