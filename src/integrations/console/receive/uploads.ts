import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../kernel/shapes/actor.ts'
import type { Importer, OrdersFile, Preview, Progress, Report } from '../../../kernel/shapes/importer.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'

type Stage =
  | { stage: 'previewed' }
  | { stage: 'running'; at: Progress }
  | { stage: 'done'; report: Report }
  | { stage: 'failed'; why: string }

/** A file on its way in. Kept in memory: what was received is in the database, and a file can be sent again. */
export type Upload = {
  id: string
  user: string
  name: string
  store: string
  /** How the file is written, where somebody chose that. */
  encoding: string | undefined
  /** What its amounts are in, where somebody said so. */
  currency: string | undefined
  preview: Preview
  now: Stage
}

/** Files kept at once; the oldest that is not running gives way. */
const MOST = 8
const BROKEN =
  'Something went wrong on our side; it was recorded. Orders received so far are here, and the file can safely be sent again.'

export type Uploads = {
  /** @throws Refusal when the file isn't a file of orders. */
  add(file: OrdersFile & { name: string }, user: string): Promise<Upload>
  /** Reads it once more, written in another encoding. @throws Refusal as `add` does */
  reread(upload: Upload, encoding: string): Promise<void>
  /** A person's own upload; nobody else's. */
  find(id: string, user: string): Upload | null
  /** Starts it, once: a second start changes nothing. */
  start(upload: Upload, actor: Actor, agreed: boolean): void
}

/** The uploads of this process, each from its preview to its report. */
export function uploads(importer: Importer, onError: (error: unknown) => void): Uploads {
  const kept = new Map<string, { upload: Upload; bytes: Uint8Array }>()
  return {
    async add({ name, bytes, store, encoding, currency }, user) {
      const preview = await importer.preview({ bytes, store, encoding, currency })
      const upload: Upload = {
        id: randomBytes(12).toString('base64url'),
        user,
        name,
        store,
        encoding,
        currency,
        preview,
        now: { stage: 'previewed' },
      }
      const oldest = [...kept.values()].find(one => one.upload.now.stage !== 'running')
      if (kept.size >= MOST && !oldest)
        throw new Refusal('Many files are coming in at the moment. Try again when one is done.')
      if (kept.size >= MOST && oldest) kept.delete(oldest.upload.id)
      kept.set(upload.id, { upload, bytes })
      return upload
    },
    async reread(upload, encoding) {
      const found = kept.get(upload.id)
      if (!found || upload.now.stage !== 'previewed') return
      const preview = await importer.preview({
        bytes: found.bytes,
        store: upload.store,
        encoding,
        currency: upload.currency,
      })
      if (upload.now.stage === 'previewed') Object.assign(upload, { encoding, preview })
    },
    find(id, user) {
      const found = kept.get(id)?.upload
      return found?.user === user ? found : null
    },
    start(upload, actor, agreed) {
      const found = kept.get(upload.id)
      if (!found || upload.now.stage !== 'previewed') return
      upload.now = { stage: 'running', at: { done: 0, of: upload.preview.orders } }
      const { bytes } = found
      found.bytes = new Uint8Array()
      run(importer, upload, bytes, { actor, agreed }).catch(error => {
        if (!(error instanceof Refusal)) onError(error)
        upload.now = { stage: 'failed', why: error instanceof Refusal ? error.message : BROKEN }
      })
    },
  }
}

/** Who imports, and whether what differs is changed as well. */
type By = { actor: Actor; agreed: boolean }

async function run(importer: Importer, upload: Upload, bytes: Uint8Array, by: By): Promise<void> {
  const report = await importer.run(
    { bytes, store: upload.store, encoding: upload.encoding, currency: upload.currency },
    by.actor,
    at => {
      upload.now = { stage: 'running', at }
    },
    by.agreed,
  )
  upload.now = { stage: 'done', report }
}
