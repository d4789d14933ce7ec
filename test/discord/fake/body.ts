import type { IncomingMessage } from 'node:http'
import { Refused, refused } from './refused.ts'
import type { Upload } from './shapes.ts'

/** docs: reference, "Uploading Files": 25 MiB in all. */
const MOST_REQUEST = 25 * 1_024 * 1_024

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** The JSON of a request and its files, which come as `payload_json` and `files[n]`. */
export async function parseBody(bytes: Buffer, type: string): Promise<{ body: unknown; files: Upload[] }> {
  if (bytes.length > MOST_REQUEST) throw refused(40005)
  if (bytes.length === 0) return { body: undefined, files: [] }
  if (type.startsWith('application/json')) return { body: parseJson(bytes.toString()), files: [] }
  if (!type.startsWith('multipart/form-data')) throw unreadable()
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const files: Upload[] = []
  let body: unknown = {}
  for (const [field, value] of form) {
    if (field === 'payload_json') body = parseJson(typeof value === 'string' ? value : await value.text())
    else if (typeof value !== 'string')
      files.push({ field, name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { body, files }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused(50109)
  }
}

function unreadable(): Refused {
  const message = 'Expected "Content-Type" header to be one of {\'application/json\'}.'
  const errors = { _errors: [{ code: 'CONTENT_TYPE_INVALID', message }] }
  return new Refused(400, { message: 'Invalid Form Body', code: 50035, errors })
}
