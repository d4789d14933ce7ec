import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page's own files and htmx, served from memory under an address that changes with their contents. */
export function servingAssets(): { app: Hono; assets: string } {
  const files = readFiles()
  const hash = createHash('sha256')
  for (const [name, bytes] of files) hash.update(name).update(bytes)
  const assets = `/assets/${hash.digest('hex').slice(0, 12)}`
  const app = new Hono()
  app.get(`${assets}/:name`, c => {
    const name = c.req.param('name')
    const bytes = files.get(name)
    if (!bytes) return c.notFound()
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' })
  })
  return { app, assets }
}

function readFiles(): Map<string, Uint8Array<ArrayBuffer>> {
  const folder = fileURLToPath(new URL('./browser', import.meta.url))
  const own = readdirSync(folder)
    .sort()
    .map(name => [name, join(folder, name)] as const)
  const htmx = ['htmx.js', fileURLToPath(import.meta.resolve('htmx.org/dist/htmx.esm.js'))] as const
  return new Map([...own, htmx].map(([name, path]) => [name, new Uint8Array(readFileSync(path))]))
}
