import { once } from 'node:events'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Config } from './config.ts'
import { openHouse } from './house.ts'
import { openImporters } from './kernel/connecting/connect-all.ts'
import { openLog } from './kernel/ground/log.ts'
import { open } from './kernel/ground/open.ts'
import type { Importer, OrdersFile, RefusedRow } from './kernel/shapes/importer.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { count } from './kernel/words/text.ts'

const USAGE =
  'Write: npm run import -- orders.csv [--store "My shop"] [--encoding gb18030] [--currency EUR] [--changes] [--yes]'

/** `npm run import -- orders.csv`: shows what would come in, asks, imports with progress, reports every row refused. */
export async function importFile(
  { database: where, integrations }: Pick<Config, 'database' | 'integrations'>,
  words: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<void> {
  const { path, store, encoding, currency, yes, changes } = readWords(words)
  const bytes = await read(path).catch(() => {
    throw new Refusal(`I can’t read ${path}. ${USAGE}`)
  })
  const database = await open(where)
  try {
    const { ask } = openHouse({ database, log: openLog('error'), counted: () => {} })
    const [importer] = openImporters(integrations, ask).values()
    if (!importer) throw new Refusal('No files of orders can be imported here.')
    await run(importer, { bytes, store, encoding, currency }, { yes, changes })
  } finally {
    await database.close()
  }
}

function readWords(words: readonly string[]) {
  const options = {
    store: { type: 'string' },
    encoding: { type: 'string' },
    currency: { type: 'string' },
    yes: { type: 'boolean', short: 'y' },
    changes: { type: 'boolean' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [path] = positionals
    const {
      encoding,
      currency,
      store = basename(path ?? '').replace(/\.csv$/i, ''),
      yes = false,
      changes = false,
    } = values
    if (path) return { path, store, encoding, currency, yes, changes }
  } catch {
    // Fall through to the usage: an option nobody knows.
  }
  throw new Refusal(USAGE)
}

type Wanted = { yes: boolean; changes: boolean }

async function run(importer: Importer, file: OrdersFile, { yes, changes }: Wanted): Promise<void> {
  const preview = await importer.preview(file)
  say(
    `${count(preview.orders, 'order')} with ${count(preview.lines, 'line')} would come in for “${file.store}”. ${preview.totals.join(', ')}`,
  )
  say(`Read as ${preview.form.title}.`)
  for (const line of preview.form.lacks) say(`  ${line}`)
  const { assumed, title, example } = preview.written
  if (assumed)
    say(
      `The file doesn’t say how it is written; I read it as ${title}${example ? `: “${example}”` : ''}. Else: --encoding …`,
    )
  for (const line of preview.sample) say(`  ${line}`)
  tell(preview.refused)
  if (preview.differs.length > 0)
    say(changes ? 'These are changed as well:' : 'These stay as they are; --changes changes them:')
  tell(preview.differs)
  if (preview.orders + (changes ? preview.differs.length : 0) === 0) return say('There is nothing to import.')
  if (!yes && !(await agreed())) return say('Nothing was imported.')
  const report = await importer.run(
    file,
    { side: 'system', name: 'Import' },
    ({ done, of }) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${of}`)
    },
    changes,
  )
  say(
    `${process.stdout.isTTY ? '\n' : ''}${report.received} received, ${report.updated} updated, ${report.unchanged} here already, ${report.refused.length} refused.`,
  )
  tell(report.refused)
}

async function agreed(): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stdout })
  // An input that ends without an answer, as in a script, is a no.
  const ended = once(line, 'close').then(() => '')
  const answer = await Promise.race([line.question('Import them? [y/N] (--yes skips the question) '), ended])
  line.close()
  return /^y(es)?$/i.test(answer.trim())
}

function tell(refused: readonly RefusedRow[]): void {
  for (const { row, order, why } of refused) say(`  row ${row}${order ? `, order ${order}` : ''}: ${why}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
