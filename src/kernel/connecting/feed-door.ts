import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ask } from '../asking/command.ts'
import { decodeUtf8, parseJson } from '../ground/read-json.ts'
import { isSameSecret } from '../ground/same-secret.ts'
import type { TaggedScan } from '../shapes/feed.ts'
import { Refusal } from '../words/refusal.ts'

const MOST_BYTES = 5 * 1024 * 1024
/** How many scans are asked for at once: one body may bring the whole way of many parcels. */
const AT_ONCE = 500

type Door = {
  ask: Ask
  isOpen: () => boolean
  failed: (error: unknown, what: string) => void
  /** The integration that it is, and as people call it. */
  name: string
  title: string
  /** The last part of its address, where it must be secret; null where each request is signed whole. */
  token: string | null
  /** Whether the feed sent it, by what it signs. */
  isSigned(body: Uint8Array, header: (name: string) => string | undefined): boolean
  /** What it says; nothing of what isn't about parcels. */
  read(payload: unknown): readonly TaggedScan[]
}

/**
 * Takes a feed's webhooks: 200 only after all is committed. Feeds try again after any other answer: 503 while Waybill
 * starts or something breaks, 401 for what the feed did not send, 400 for what isn't JSON.
 */
export function openFeedDoor({ token, ...door }: Door): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    door.failed(error, `a webhook of ${door.title} failed and will be sent again`)
    return later(c)
  })
  app.use(async (c, next) => (door.isOpen() ? next() : later(c)))
  app.post(
    token === null ? '/' : '/:token',
    bodyLimit({ maxSize: MOST_BYTES, onError: c => c.body(null, 413) }),
    async c => {
      const body = new Uint8Array(await c.req.arrayBuffer())
      if (token !== null && !isSameSecret(c.req.param('token') ?? '', token)) return c.body(null, 404)
      if (!door.isSigned(body, name => c.req.header(name))) return c.body(null, 401)
      const text = decodeUtf8(body)
      const payload = text === null ? undefined : parseJson(text)
      return payload === undefined ? c.text('The body is not JSON.', 400) : take(c, door, payload, body)
    },
  )
  return app
}

async function take(c: Context, door: Omit<Door, 'token'>, payload: unknown, body: Uint8Array): Promise<Response> {
  const scans = door.read(payload)
  if (scans.length === 0) return c.text('ignored')
  const actor = { side: 'system' as const, name: door.title }
  const key = createHash('sha256').update(body).digest('base64url')
  let outcome: string | undefined
  for (let from = 0; from < scans.length; from += AT_ONCE)
    try {
      const told = { feed: door.name, scans: scans.slice(from, from + AT_ONCE) }
      ;({ outcome } = await door.ask('tracking.heard', told, actor, { source: door.name, key: `${key} ${from}` }))
    } catch (error) {
      // A second try would end the same.
      if (!(error instanceof Refusal)) throw error
      outcome = 'refused'
    }
  return c.text(outcome ?? 'done')
}

const later = (c: Context) => c.body(null, 503, { 'Retry-After': '10' })
