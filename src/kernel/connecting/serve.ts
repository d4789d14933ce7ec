import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type MiddlewareHandler } from 'hono'
import { isFromHere } from '../ground/client-address.ts'
import type { Db } from '../ground/db.ts'
import { listen } from '../ground/http.ts'
import { liveness } from '../ground/is-alive.ts'
import type { Metrics } from '../ground/metrics.ts'
import { isSameSecret } from '../ground/same-secret.ts'
import type { Connected } from './connect-all.ts'
import { safeHeaders } from './safe-headers.ts'
import type { Outside } from './start-in-background.ts'

type Parts = {
  db: Db
  connected: readonly Connected[]
  metrics: Metrics
  /** What runs in the background; null while Waybill starts or stops. */
  outside: () => readonly Outside[] | null
}

const NO_ADDRESS = 'This address can’t be read. Check it, and ask again.'

type At = { host: string; port: number; metricsToken: string | null; publicUrl: string | null }

/** The one server: how Waybill is, and every address that an integration answers. */
export function serve(at: At, parts: Parts) {
  const { host, port } = at
  const { connected, metrics } = parts
  const alive = liveness(parts.db)
  // What people paste into a store's settings may end in a slash.
  const app = new Hono({ strict: false })
  app.use(safeHeaders(at.publicUrl))
  // No database stores NUL, and no address of ours has it.
  app.use((c, next) => (/%00/.test(c.req.url) ? Promise.resolve(c.text(NO_ADDRESS, 400)) : next()))
  app.get('/healthz', c => c.text('alive'))
  app.use('/readyz', notForStrangers(at.metricsToken)).use('/metrics', notForStrangers(at.metricsToken))
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

/** How Waybill is doing is for who runs it: on this machine, or with the token. */
function notForStrangers(token: string | null): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('Authorization')?.replace(/^Bearer +/i, '')
    if (token && given && isSameSecret(given, token)) return next()
    if (isFromHere(getConnInfo(c).remote.address ?? '', c.req.header())) return next()
    c.header('WWW-Authenticate', 'Bearer')
    return c.text('Ask from this machine, or send METRICS_TOKEN: Authorization: Bearer …', 401)
  }
}

async function troublesOf(
  alive: () => Promise<boolean>,
  outside: readonly Outside[] | null,
): Promise<readonly string[]> {
  if (!outside) return ['Waybill is starting or stopping.']
  const troubles = outside.flatMap(one => one.trouble() ?? [])
  return (await alive()) ? troubles : ['The database does not answer.', ...troubles]
}
