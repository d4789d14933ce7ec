import { Hono } from 'hono'
import type { FindPicture } from '../../kernel/connecting/integration.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { loadFile } from '../../kernel/ground/load-file.ts'
import { sendFile, sendProduct } from '../../kernel/pages/send-file.ts'
import { hasFile } from '../../kernel/shapes/card.ts'
import { type ConsoleMessage, readMessage } from './messages.ts'
import { type Known, roomOf } from './receive/who.ts'

/** Pictures and files, to people who may read the room they are in, or were shown them in private. */
export function servingFiles(db: Db, products: FindPicture): Hono<Known> {
  const app = new Hono<Known>()
  app.get('/:room/messages/:message/files/:file', async c => {
    const room = roomOf(c)
    const id = Number(c.req.param('message'))
    const message = room && Number.isSafeInteger(id) ? await readMessage(db, room.id, id) : null
    const file = c.req.param('file')
    return sendFile(c, message && bears(message, file) ? await loadFile(db, file) : null)
  })
  app.get('/:room/pictures/:key', async c => {
    const found = roomOf(c) && (await products(c.req.param('key')))
    return found ? sendProduct(c, found) : c.body(null, 404, { 'Cache-Control': 'private, max-age=600' })
  })
  app.get('/:room/lent/:key', async c => {
    const file = roomOf(c) && c.var.lending.find(c.var.person.user, c.req.param('key'))
    return sendFile(c, file ? await loadFile(db, file) : null)
  })
  return app
}

function bears({ card, files }: ConsoleMessage, file: string): boolean {
  return hasFile(card, file) || files.some(one => one.file === file)
}
