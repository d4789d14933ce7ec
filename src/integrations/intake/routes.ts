import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { refuse } from '../../kernel/ground/problem.ts'
import { decodeUtf8, parseJson, saysJson } from '../../kernel/ground/read-json.ts'
import { answerOnce, type DoorAnswer } from './answer-once.ts'
import { type Door, isFrom } from './doors.ts'
import { openApi } from './openapi.ts'
import { take } from './take.ts'

const MOST_BYTES = 5 * 1024 * 1024

type Wired = {
  ask: Ask
  db: Db
  /** Whose door that is; null where there is none. */
  find: (store: string) => Promise<Door | null>
  ready: () => boolean
  now: () => Date
  failed: (error: unknown, what: string) => void
}

/** The JSON door, to be mounted at `/intake`: 200 only after what is said there is committed. */
export function openIntake({ ask, db, find, ready, now, failed }: Wired): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    failed(error, 'the JSON door broke')
    return refuse(c, 503, 'Something broke on our side. Nothing is lost: send it again.', {
      headers: { 'Retry-After': '10' },
    })
  })
  app.get('/openapi.json', c => c.json(openApi()))
  app.all('/openapi.json', c => refuse(c, 405, 'Read it with GET.', { headers: { Allow: 'GET' } }))
  app.post(
    '/:store',
    (c, next) =>
      ready()
        ? next()
        : Promise.resolve(refuse(c, 503, 'Waybill is starting or stopping.', { headers: { 'Retry-After': '10' } })),
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: c => refuse(c, 413, 'A request has at most 5 MB. Send fewer orders at a time.'),
    }),
    async c => {
      const body = decodeUtf8(await c.req.arrayBuffer())
      const door = await find(c.req.param('store'))
      const header = (name: string) => c.req.header(name)
      if (!door || body === null || !isFrom(door, header, body))
        return refuse(c, 401, 'No store of this name signed this, with a fresh timestamp, or sent its key.', {
          headers: {
            'WWW-Authenticate': 'Bearer',
          },
        })
      if (!saysJson(header('Content-Type'))) return refuse(c, 415, 'Send JSON, with Content-Type: application/json.')
      const parsed = parseJson(body)
      if (parsed === undefined) return refuse(c, 400, 'The body is not JSON.')
      const dryRun = ['1', 'true'].includes(c.req.query('dry-run') ?? '')
      const work = () => take(parsed, { ask, sender: door, dryRun })
      // Both stay the same when a sender tries again.
      const key = header('Idempotency-Key') ?? header('webhook-id')
      if (dryRun || !key) return sent(await work())
      if (key.length > 255) return refuse(c, 422, 'An Idempotency-Key has at most 255 characters.')
      return sent(await answerOnce(db, { store: door.key, key, body }, now(), work))
    },
  )
  app.all('/:store', c => refuse(c, 405, 'Send orders with POST.', { headers: { Allow: 'POST' } }))
  return app
}

function sent({ status, body }: DoorAnswer): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  const headers = { 'Content-Type': type, ...(status === 409 && { 'Retry-After': '1' }) }
  return new Response(body, { status, headers })
}
