import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Config } from './config.ts'
import { parseErasures, readErasures, writeErasures } from './erasures/carry-erasures.ts'
import { erasures } from './erasures/tables.ts'
import { openHouse } from './house.ts'
import { runInBatches } from './kernel/carrying/run-in-batches.ts'
import { restoreEmbedded } from './kernel/ground/backups/embedded.ts'
import { readDump, restorePostgres } from './kernel/ground/backups/postgres.ts'
import { databaseTrouble } from './kernel/ground/database-trouble.ts'
import type { Database } from './kernel/ground/db.ts'
import { openLog } from './kernel/ground/log.ts'
import { open } from './kernel/ground/open.ts'
import { openPglite } from './kernel/ground/pglite.ts'
import { openPostgres } from './kernel/ground/postgres.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { count } from './kernel/words/text.ts'
import { orders } from './orders/tables.ts'

const USAGE = `Write: npm run restore -- backups/waybill-….tar.gz --erasures …
--erasures says who was erased since, so that they stay erased: the newest database that still opens (its folder, or postgres://…), or the erasures.json of your newest backup. Without any, write: --erasures none`

/**
 * `npm run restore`: puts a backup into the database of the settings, which must be empty, brings its tables up to
 * date, and erases again who was erased since.
 * @returns what it did, in words
 * @throws Refusal that says why it can’t
 */
export async function restore(
  { database: where }: Pick<Config, 'database'>,
  words: readonly string[],
): Promise<string> {
  const { path, source } = readWords(words)
  const erased = await readSource(source)
  // Before anything is written: a restore without them would bring people back.
  if (erased !== null) parseErasures(erased)
  await stat(path).catch(() => {
    throw new Refusal(`I can’t read ${path}.`)
  })
  if (path.endsWith('.dump') !== Boolean(where.url))
    throw new Refusal(
      'A .dump goes into PostgreSQL (set DATABASE_URL), a .tar.gz into the embedded database (DATABASE_URL unset).',
    )
  if (where.url) await intoPostgres(where.url, path)
  else await restoreEmbedded(where.folder ?? '', path)
  const database = await open(where)
  try {
    const again = await eraseAgain(database, erased)
    return `${path} is restored into the ${database.place}: ${count(await database.db.$count(orders), 'order')}. ${again}`
  } finally {
    await database.close()
  }
}

async function intoPostgres(url: string, path: string): Promise<void> {
  await readDump(path)
  await restorePostgres(url, path).catch(error => {
    throw databaseTrouble(error, { url, folder: null })
  })
}

/** What the list names goes at once, and not only when Waybill starts. */
async function eraseAgain(database: Database, erased: string | null): Promise<string> {
  if (erased === null) return 'Nobody was erased since, as you say.'
  const { db } = database
  const read = await readErasures(db, erased)
  const log = openLog('error')
  const { ask } = openHouse({ database, log, counted: () => {} })
  await runInBatches(ask, 'customer.sweep', new AbortController().signal, error => log.error({ err: error }, 'erasing'))
  const left = await db.$count(erasures, eq(erasures.pending, true))
  return left === 0
    ? `${count(read, 'erasure')} on the list: all of it is erased here too.`
    : `${count(read, 'erasure')} on the list: ${left} could not be done yet, and are tried again when Waybill starts.`
}

/** The list of erasures from where it is, before anything is written. */
async function readSource(source: string): Promise<string | null> {
  if (source === 'none') return null
  if (/^postgres(ql)?:/.test(source))
    return listOf(() => openPostgres(source, { migrates: false }), { url: source, folder: null })
  const found = await stat(source).catch(() => null)
  if (found?.isDirectory()) return listOf(() => openPglite(source, { migrates: false }), { url: null, folder: source })
  if (found) return readFile(source, 'utf8')
  throw new Refusal(`I can’t read the erasures in ${source}.`)
}

async function listOf(opening: () => Promise<Database>, where: Config['database']): Promise<string> {
  try {
    const { db, close } = await opening()
    return await writeErasures(db).finally(close)
  } catch (error) {
    throw databaseTrouble(error, where)
  }
}

function readWords(words: readonly string[]): { path: string; source: string } {
  const options = { erasures: { type: 'string' } } as const
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [path, more] = positionals
    if (path && !more && values.erasures) return { path, source: values.erasures }
  } catch {
    // An option that nobody knows.
  }
  throw new Refusal(USAGE)
}
