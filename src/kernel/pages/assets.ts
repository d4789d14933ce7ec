import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What all our pages share: their letters and colours, cards, fields and tables. */
export const SHARED = new URL('./browser/', import.meta.url)

type Given = {
  /** Folders whose files are served, and files of others by the names they are served under. */
  folders: readonly URL[]
  files?: Readonly<Record<string, string>>
  /** What the address begins with: `/assets`. */
  at: string
  /** Where that is mounted: `/s`. */
  under?: string
}

/** Files of pages, served from memory under an address that changes with their contents: `assets`. */
export function servingAssets({ folders, files = {}, at, under = '' }: Given): { app: Hono; assets: string } {
  const all = readFiles(folders, files)
  const hash = createHash('sha256')
  for (const [name, bytes] of all) hash.update(name).update(bytes)
  const place = `${at}/${hash.digest('hex').slice(0, 12)}`
  const app = new Hono()
  app.get(`${place}/:name`, c => {
    const name = c.req.param('name')
    const bytes = all.get(name)
    if (!bytes) return c.notFound()
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' })
  })
  return { app, assets: `${under}${place}` }
}

function readFiles(folders: readonly URL[], files: Readonly<Record<string, string>>) {
  const own = folders.flatMap(folder =>
    readdirSync(folder)
      .sort()
      .map(name => [name, fileURLToPath(new URL(name, folder))] as const),
  )
  const paths = [...own, ...Object.entries(files)]
  return new Map(paths.map(([name, path]) => [name, new Uint8Array(readFileSync(path))]))
}
