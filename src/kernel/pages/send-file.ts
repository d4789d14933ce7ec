import type { Context } from 'hono'
import type { KeptFile } from '../ground/load-file.ts'
import { isShown } from './pictures.ts'

/** A kept file as an answer: pictures are shown, all others are downloaded. */
export function sendFile(c: Context, file: KeptFile | null): Response {
  if (!file) return c.text('That file isn’t there, or you can’t see it.', 404)
  const shown = isShown(file.type)
  const headers = {
    'Content-Type': shown ? file.type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; ${nameInHeader(file.name)}`,
    'Cache-Control': 'private, max-age=600',
  }
  return c.body(new Uint8Array(file.bytes), 200, headers)
}

/** A product's picture as an answer, for a day. */
export function sendProduct(c: Context, { type, bytes }: Pick<KeptFile, 'type' | 'bytes'>): Response {
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type, 'Cache-Control': 'private, max-age=86400' })
}

/** A file's name in a Content-Disposition. RFC 8187 leaves fewer letters alone than addresses do. */
export function nameInHeader(name: string): string {
  const written = encodeURIComponent(name).replaceAll(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)
  return `filename*=UTF-8''${written}`
}
