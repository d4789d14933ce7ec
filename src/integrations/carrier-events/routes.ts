import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ask } from '../../kernel/asking/command.ts'
import { readBy, refuse } from '../../kernel/ground/problem.ts'
import { decodeUtf8, parseJson, saysJson } from '../../kernel/ground/read-json.ts'
import { isStandardSigned } from '../../kernel/ground/standard-webhook.ts'
import { carrierOpenApi } from './openapi.ts'
import { asTagged, SentScans } from './schema.ts'

const MOST_BYTES = 1024 * 1024

type Wired = {
  ask: Ask
  secret: string
  isOpen: () => boolean
  failed: (error: unknown, what: string) => void
}

/** The door for scans of any carrier, to be mounted at `/carrier/events`: 200 only after they are committed. */
export function openCarrierDoor({ ask, secret, isOpen, failed }: Wired): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    failed(error, 'the door for scans broke')
    return later(c, 'Something broke on our side. Nothing is lost: send it again.')
  })
  app.get('/openapi.json', c => c.json(carrierOpenApi()))
  app.use('/', async (c, next) => (isOpen() ? next() : later(c, 'Waybill is starting or stopping.')))
  app.post(
    '/',
    bodyLimit({ maxSize: MOST_BYTES, onError: c => refuse(c, 413, 'A request has at most 1 MB.') }),
    async c => {
      const body = decodeUtf8(await c.req.arrayBuffer())
      const header = (name: string) => c.req.header(name)
      if (body === null || !isStandardSigned(secret, header, body))
        return refuse(c, 401, 'This isn’t signed with the secret of this door, with a fresh timestamp.')
      if (!saysJson(header('Content-Type'))) return refuse(c, 415, 'Send JSON, with Content-Type: application/json.')
      const parsed = parseJson(body)
      if (parsed === undefined) return refuse(c, 400, 'The body is not JSON.')
      const { ok, errors } = readBy(SentScans, parsed)
      if (errors)
        return refuse(c, 422, 'The request isn’t as the schema says; `errors` says what and where.', { errors })
      const told = { feed: 'carrier-events', scans: asTagged(ok) }
      const by = { side: 'system', name: 'Carrier' } as const
      const delivery = { source: 'carrier-events', key: (header('webhook-id') ?? '').slice(0, 200) }
      const { outcome = 'followed', text } = await ask('tracking.heard', told, by, delivery)
      return c.json({ outcome, text })
    },
  )
  app.all('/', c => refuse(c, 405, 'Send scans with POST.', { headers: { Allow: 'POST' } }))
  return app
}

const later = (c: Context, why: string) => refuse(c, 503, why, { headers: { 'Retry-After': '10' } })
