import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Html } from '../../../kernel/pages/phrase.ts'
import { readForm } from '../../../kernel/pages/read-form.ts'
import type { Actor } from '../../../kernel/shapes/actor.ts'
import type { Importer } from '../../../kernel/shapes/importer.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { readClock } from '../clock.ts'
import { drawChoice, drawImport, drawUpload, refusedCsv } from '../draw/import.ts'
import { drawWorkspace } from '../draw/page.ts'
import { home } from '../paths.ts'
import { sidebarOf } from './show.ts'
import { uploads } from './uploads.ts'
import type { Known } from './who.ts'

export type Importing = {
  db: Db
  importer: Importer
  /** Names of stores to choose from. */
  stores: () => Promise<readonly string[]>
  assets: string
  onError: (error: unknown) => void
}

const MOST_BYTES = 20 * 1_024 * 1_024
const TOO_LARGE = 'That file is larger than 20 MB. Split it and send the parts one after the other.'

/** A file of orders, from the upload to the report. For staff. */
export function importing(house: Importing): Hono<Known> {
  const app = new Hono<Known>()
  const files = uploads(house.importer, house.onError)
  app.use('*', async (c, next) => (c.var.person.staff ? next() : c.text('Only staff import orders.', 403)))
  const { encodings } = house.importer
  app.get('/', async c => step(house, c, drawChoice(at(c), { encodings, stores: await house.stores() })))
  app.post('/', bodyLimit({ maxSize: MOST_BYTES, onError: c => c.text(TOO_LARGE, 413) }), async c => {
    const { file, store, encoding, currency } = await readForm(c)
    const chosen = typeof encoding === 'string' && encoding ? encoding : undefined
    const money = typeof currency === 'string' && currency.trim() ? currency.trim() : undefined
    const named = typeof store === 'string' ? store.trim().slice(0, 100) : ''
    try {
      if (!(file instanceof File) || file.size === 0) throw new Refusal('Choose a file first.')
      if (!named) throw new Refusal('Say which store the orders are of.')
      const bytes = new Uint8Array(await file.arrayBuffer())
      const upload = await files.add(
        { name: file.name, bytes, store: named, encoding: chosen, currency: money },
        c.var.person.user,
      )
      return step(house, c, drawUpload(upload, at(c), encodings))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const given = { store: named, encoding: chosen, currency: money, encodings, stores: await house.stores() }
      return step(house, c, drawChoice(at(c), { ...given, wrong: error.message }))
    }
  })
  app.get('/:upload', async c => {
    const upload = files.find(c.req.param('upload'), c.var.person.user)
    return upload ? step(house, c, drawUpload(upload, at(c), encodings)) : c.redirect(at(c))
  })
  app.post('/:upload', async c => {
    const upload = files.find(c.req.param('upload'), c.var.person.user)
    if (!upload) return c.text('That file is no longer here. Send it again.', 404)
    const { agreed } = await readForm(c)
    files.start(upload, staff(c), agreed === 'yes')
    return step(house, c, drawUpload(upload, at(c), encodings))
  })
  app.post('/:upload/encoding', async c => {
    const upload = files.find(c.req.param('upload'), c.var.person.user)
    if (!upload) return c.text('That file is no longer here. Send it again.', 404)
    const { encoding } = await readForm(c)
    try {
      await files.reread(upload, typeof encoding === 'string' ? encoding : '')
      return step(house, c, drawUpload(upload, at(c), encodings))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return step(house, c, drawUpload(upload, at(c), encodings, error.message))
    }
  })
  app.get('/:upload/refused.csv', c => {
    const upload = files.find(c.req.param('upload'), c.var.person.user)
    if (!upload) return c.text('That file is no longer here. Send it again.', 404)
    const { refused } = upload.now.stage === 'done' ? upload.now.report : upload.preview
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="refused.csv"',
    }
    return c.body(refusedCsv(refused), 200, headers)
  })
  return app
}

/** The step alone when the page asks for it, else the whole page around it. */
async function step({ db, assets }: Importing, c: Context<Known>, inside: Html): Promise<Response> {
  if (c.req.header('HX-Request')) return c.html(inside)
  const data = { home: home(c.var.person), room: '', revision: await readClock(db) }
  const side = await sidebarOf(db, c, null)
  const skip = { to: 'step', words: 'Skip to the file' }
  const page = { title: 'Import orders', assets, side, data, main: drawImport(inside), thread: null, skip }
  return c.html(drawWorkspace(page))
}

function at(c: Context<Known>): string {
  return `${home(c.var.person)}/import`
}

/** Who imports: judged staff by the console itself, since no room is spoken in. */
function staff(c: Context<Known>): Actor {
  const { user, name } = c.var.person
  return { side: 'staff', chat: 'console', user, name, roomId: null }
}
