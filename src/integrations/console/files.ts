import { type Context, Hono } from 'hono'
import type { Db } from '../../kernel/ground/db.ts'
import { type KeptFile, loadFile } from '../../kernel/ground/load-file.ts'
import { isShown } from './draw/pictures.ts'
import { type ConsoleMessage, readMessage } from './messages.ts'
import { type Known, roomOf } from './receive/who.ts'

/** Pictures and files, to people who may read the room they are in, or were shown them in private. */
export function servingFiles(db: Db): Hono<Known> {
  const app = new Hono<Known>()
  app.get('/:room/messages/:message/files/:file', async c => {
    const room = roomOf(c)
    const id = Number(c.req.param('message'))
    const message = room && Number.isSafeInteger(id) ? await readMessage(db, room.id, id) : null
    const file = c.req.param('file')
    return send(c, message && bears(message, file) ? await loadFile(db, file) : null)
  })
  app.get('/:room/lent/:key', async c => {
    const file = roomOf(c) && c.var.lending.find(c.var.person.user, c.req.param('key'))
    return send(c, file ? await loadFile(db, file) : null)
  })
  return app
}

function bears({ card, files }: ConsoleMessage, file: string): boolean {
  return card?.picture?.file === file || [...files, ...(card?.files ?? [])].some(one => one.file === file)
}

function send(c: Context, file: KeptFile | null): Response {
  if (!file) return c.text('That file isn’t there, or you can’t see it.', 404)
  const shown = isShown(file.type)
  const headers = {
    'Content-Type': shown ? file.type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${quoted(file.name)}`,
    'Cache-Control': 'private, max-age=600',
  }
  return c.body(new Uint8Array(file.bytes), 200, headers)
}

/** RFC 8187 leaves fewer letters alone than addresses do. */
function quoted(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)
}
