import { Hono } from 'hono'
import type { Db } from '../ground/db.ts'
import { listen } from '../ground/http.ts'
import { liveness } from '../ground/is-alive.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Connected } from './connect-all.ts'
import type { Outside } from './start-in-background.ts'

type Parts = {
  db: Db
  connected: readonly Connected[]
  metrics: Metrics
  /** What runs in the background; null while Waybill starts or stops. */
  outside: () => readonly Outside[] | null
}

/** The one server: how Waybill is, and every address that an integration answers. */
export function serve({ host, port }: { host: string; port: number }, parts: Parts) {
  const { connected, metrics } = parts
  const alive = liveness(parts.db)
  const app = new Hono()
  app.get('/healthz', c => c.text('alive'))
  app.get('/readyz', async c => {
    const troubles = await troublesOf(alive, parts.outside())
    return troubles.length === 0 ? c.text('ready') : c.text(troubles.join('\n'), 503)
  })
  app.get('/metrics', async c => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  const listeners = new Map(
    connected.flatMap(({ connection: { listener } }) => (listener ? [[listener.at, listener.answer] as const] : [])),
  )
  for (const { connection } of connected) for (const one of connection.routes ?? []) app.route(one.at, one.app)
  return listen(app, host, port, listeners)
}

async function troublesOf(
  alive: () => Promise<boolean>,
  outside: readonly Outside[] | null,
): Promise<readonly string[]> {
  if (!outside) return ['Waybill is starting or stopping.']
  const troubles = outside.flatMap(one => one.trouble() ?? [])
  return (await alive()) ? troubles : ['The database does not answer.', ...troubles]
}
