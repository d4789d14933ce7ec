import type { Context } from 'hono'
import { z } from 'zod'
import type { Ask } from '../../kernel/asking/command.ts'
import { UsedKey } from '../../kernel/asking/deliveries.ts'
import type { ReadResources } from '../../kernel/connecting/read-resources.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { keepFile } from '../../kernel/ground/keep-file.ts'
import { type KeptFile, loadFile } from '../../kernel/ground/load-file.ts'
import { readBy, refuse, type Wrong } from '../../kernel/ground/problem.ts'
import { decodeUtf8, parseJson, saysJson } from '../../kernel/ground/read-json.ts'
import { nameInHeader } from '../../kernel/pages/send-file.ts'
import type { KeyHolder } from '../../kernel/shapes/api-key.ts'
import type { PurchaseOrderResource } from '../../kernel/shapes/resources.ts'
import { NotHere, Refusal, StaleVersion } from '../../kernel/words/refusal.ts'
import { actor, versionsIn } from './act.ts'
import type { ApiRoute } from './route.ts'

export type ServeParts = { ask: Ask; db: Db; resources: ReadResources; now: () => Date }

/** What is under way in this process, so that a second try at the same time is asked to wait for the first. */
const underWay = new Set<string>()

/** Answers one request: what is sent must be as the route declares, and no more. */
export async function serveRoute(c: Context, route: ApiRoute, holder: KeyHolder, parts: ServeParts): Promise<Response> {
  const key = route.writes ? c.req.header('Idempotency-Key') : undefined
  if (key !== undefined && (key.length === 0 || key.length > 200))
    return refuse(c, 422, 'An Idempotency-Key has 1 to 200 characters.')
  const read = await readRequest(c, route)
  if ('problem' in read) return read.problem
  const name = `${holder.key} ${key}`
  if (key && underWay.has(name))
    return refuse(c, 409, 'The same request is still being worked on. Try again.', { headers: { 'Retry-After': '1' } })
  if (key) underWay.add(name)
  try {
    return await answer(c, { route, holder, key, read }, parts)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refusal(c, route, error)
  } finally {
    underWay.delete(name)
  }
}

type Read = { query: unknown; body: unknown; text: string }
type Asked = { route: ApiRoute; holder: KeyHolder; key: string | undefined; read: Read }

async function answer(c: Context, { route, holder, key, read }: Asked, parts: ServeParts): Promise<Response> {
  const { resources, db, now, ask } = parts
  const asked = `${c.req.method} ${c.req.path} ${read.text}`
  const heading = { key, asked, versions: versionsIn(c.req.header('If-Match')) }
  const act = actor({ ask, resources, holder, heading })
  const keep = (file: { name: string; bytes: Uint8Array }) => keepFile(db, file, now())
  const params = c.req.param() as Readonly<Record<string, string>>
  const load = (id: string) => loadFile(db, id)
  const reply = await route.run({ holder, resources, act, keep, load }, { params, ...read } as never)
  if (route.reply === 'file') return sentFile(c, reply as KeptFile)
  const version = versionOf(reply)
  return c.json(reply as object, 200, { 'Cache-Control': 'no-store', ...(version && { ETag: `"${version}"` }) })
}

/** Never shown in a page of ours, no matter what is in it. */
function sentFile(c: Context, { name, type, bytes }: KeptFile): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; ${nameInHeader(name)}`,
    ...{ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox', 'Cache-Control': 'no-store' },
  })
}

const versionOf = (reply: unknown) => (reply as Partial<PurchaseOrderResource>).version

async function readRequest(c: Context, { query, body }: ApiRoute): Promise<Read | { problem: Response }> {
  const narrowed = readBy(query ?? NOTHING, c.req.query())
  if (narrowed.errors) return { problem: wrong(c, narrowed.errors) }
  if (!body) return { query: narrowed.ok, body: null, text: '' }
  const text = decodeUtf8(await c.req.arrayBuffer())
  if (text === null) return { problem: refuse(c, 400, 'The body is not UTF-8.') }
  if (text && !saysJson(c.req.header('Content-Type')))
    return { problem: refuse(c, 415, 'Send JSON, with Content-Type: application/json.') }
  const parsed = text ? parseJson(text) : {}
  if (parsed === undefined) return { problem: refuse(c, 400, 'The body is not JSON.') }
  const { ok, errors } = readBy(body, parsed)
  return errors ? { problem: wrong(c, errors) } : { query: narrowed.ok, body: ok, text }
}

const NOTHING = z.strictObject({})

const wrong = (c: Context, errors: readonly Wrong[]) =>
  refuse(c, 422, 'This isn’t as it must be: `errors` says where.', { errors })

function refusal(c: Context, { body }: ApiRoute, error: Refusal): Response {
  const { message, field } = error
  if (error instanceof NotHere) return refuse(c, 404, message)
  if (error instanceof StaleVersion) return refuse(c, 412, message)
  if (error instanceof UsedKey || !field || !body?.shape[field]) return refuse(c, 422, message)
  return refuse(c, 422, message, { errors: [{ pointer: `/${field}`, detail: message }] })
}
