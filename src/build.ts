import { readFile, rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const HOUSE = fileURLToPath(new URL('..', import.meta.url))

/** What is native, or reads files of its own; and what others use only where it is there. */
const LEFT = [
  '@electric-sql/pglite',
  '@resvg/resvg-js',
  'dejavu-fonts-ttf',
  'fontkit',
  'htmx.org',
  'pdfkit',
  'ssh2',
  'vega',
  'vega-lite',
]
const OPTIONAL = ['bufferutil', 'pg-native', 'utf-8-validate', 'zlib-sync']

/** Packages written for `require` expect it, and where they are. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/** In the bundle our code still stands where it stood: it reads what lies next to it in src/. */
const inPlace: Plugin = {
  name: 'in-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const here = `new URL('../${relative(HOUSE, path)}', import.meta.url).href`
      return { loader: 'ts', contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', here) }
    }),
}

/**
 * Makes one file of src/ and of what it uses, in dist/: it starts several times as fast, and takes half the memory.
 * What only some shops use is a file of its own, read when it is asked for.
 */
await rm(new URL('../dist', import.meta.url), { recursive: true, force: true })
await build({
  absWorkingDir: HOUSE,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  chunkNames: '[name]-[hash]',
  splitting: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  banner: { js: REQUIRE },
  external: [...LEFT, ...OPTIONAL],
  plugins: [inPlace],
  sourcemap: 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
})
