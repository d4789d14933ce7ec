import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuse } from '../../kernel/ground/problem.ts'
import type { ApiKeys, KeyHolder } from '../../kernel/shapes/api-key.ts'
import { docsAsset, docsPage } from './docs-page.ts'
import { limiter } from './limit.ts'
import { openApi } from './openapi.ts'
import type { ApiRoute } from './route.ts'
import { type ServeParts, serveRoute } from './serve-route.ts'

export const MOST_REQUEST = 32 * 1024 * 1024
/** Requests of one key in a minute. */
export const MOST_A_MINUTE = 600
/** Guesses at keys in a minute, from anywhere: nobody can guess 256 bits, but looking costs us. */
const MOST_UNKNOWN = 600

type Wired = ServeParts & {
  keys: ApiKeys
  routes: readonly ApiRoute[]
  ready: () => boolean
  failed: (error: unknown, what: string) => void
}

/** The API, to be mounted at `/api/v1`. */
export function openApp({ keys, routes, ready, failed, ...parts }: Wired): Hono {
  const app = new Hono()
  const soon = { headers: { 'Retry-After': '10' } }
  const [limited, unknown] = [limiter(MOST_A_MINUTE, parts.now), limiter(MOST_UNKNOWN, parts.now)]
  app.onError((error, c) => {
    failed(error, 'the API broke')
    return refuse(c, 503, 'Something broke on our side. Send it again with the same Idempotency-Key.', soon)
  })
  app.notFound(c => refuse(c, 404, 'There is no such address. See /api/v1/docs.'))
  app.use(async (c, next) => (ready() ? next() : refuse(c, 503, 'Waybill is starting or stopping.', soon)))
  app.get('/openapi.json', c => c.json(openApi(routes)))
  app.get('/docs', c => docsPage(c, routes))
  for (const name of ['docs.css', 'docs.js'] as const) app.get(`/${name}`, c => docsAsset(c, name))
  const size = bodyLimit({ maxSize: MOST_REQUEST, onError: c => refuse(c, 413, 'A request has at most 32 MB.') })
  const comeIn = async (c: Context): Promise<KeyHolder | Response> => {
    const [, secret] = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    const holder = secret ? await keys.open(secret) : null
    const wait = holder ? limited(holder.key) : unknown('')
    if (wait !== null)
      return refuse(c, 429, `Slow down: ask again in ${wait} s.`, { headers: { 'Retry-After': String(wait) } })
    const asksFor = { headers: { 'WWW-Authenticate': 'Bearer' } }
    return holder ?? refuse(c, 401, 'Send a key that is in force: Authorization: Bearer wb_…', asksFor)
  }
  for (const route of routes)
    app.on(route.method.toUpperCase(), honoPath(route.path), size, async c => {
      const holder = await comeIn(c)
      if (holder instanceof Response) return holder
      if (!route.scopes.some(scope => holder.scopes.includes(scope)))
        return refuse(c, 403, `This key may not do that: it lacks ${route.scopes.join(' or ')}.`)
      return serveRoute(c, route, holder, parts)
    })
  for (const [path, methods] of methodsByPath(routes))
    app.all(path, c => refuse(c, 405, `Only ${methods} is served here.`, { headers: { Allow: methods } }))
  return app
}

/** Hono's way to write `{purchaseOrder}`. */
const honoPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')

function methodsByPath(routes: readonly ApiRoute[]): ReadonlyMap<string, string> {
  const all: readonly (readonly [string, string])[] = [
    ...routes.map(({ path, method }) => [honoPath(path), method.toUpperCase()] as const),
    ...['/openapi.json', '/docs'].map(path => [path, 'GET'] as const),
  ]
  const grouped = Map.groupBy(all, ([path]) => path)
  return new Map([...grouped].map(([path, some]) => [path, some.map(([, method]) => method).join(', ')]))
}
