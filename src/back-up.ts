import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from './config.ts'
import { writeErasures } from './erasures/carry-erasures.ts'
import { copyEmbedded, lookInCopy } from './kernel/ground/backups/embedded.ts'
import { dumpPostgres, readDump } from './kernel/ground/backups/postgres.ts'
import { backupName, outlived } from './kernel/ground/backups/roll.ts'
import { databaseTrouble } from './kernel/ground/database-trouble.ts'
import type { Db } from './kernel/ground/db.ts'
import { openPostgres } from './kernel/ground/postgres.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { count } from './kernel/words/text.ts'
import { orders } from './orders/tables.ts'

const USAGE = 'Write: npm run backup -- [--to backups] [--days 30]'

type Kept = { orders: number; erasures: string }

/**
 * `npm run backup`: writes a backup of the database next to the earlier ones, reads it, and deletes those that are
 * older than so many days. What was erased until now is a file of its own, `erasures.json`: a restore reads it.
 * @returns what it did, in words
 * @throws Refusal that says why it made none; the earlier backups are then all still there.
 */
export async function backUp(
  { database: { url, folder } }: Pick<Config, 'database'>,
  words: readonly string[],
  now = new Date(),
): Promise<string> {
  const { to, days } = readWords(words)
  await mkdir(to, { recursive: true, mode: 0o700 }).catch(({ message }) => {
    throw new Refusal(`I can’t write to ${to} (${message}). Choose another folder with --to.`)
  })
  const name = backupName(now, url ? 'dump' : 'tar.gz')
  const part = join(to, `${name}.part`)
  try {
    const kept = url ? await ofPostgres(url, part) : await ofEmbedded(folder ?? '', part)
    await writeFile(join(to, 'erasures.json'), kept.erasures, { mode: 0o600 })
    await rename(part, join(to, name))
    const { size } = await stat(join(to, name))
    const old = outlived(await readdir(to), now, days)
    for (const one of old) await rm(join(to, one))
    return [
      `${join(to, name)}: ${count(kept.orders, 'order')}, ${Math.ceil(size / 1_048_576)} MB, read back after it was written.`,
      'Photos and other files are in it. SECRETS_KEY and your other settings are not: keep them somewhere else.',
      ...(old.length > 0 ? [`Deleted ${count(old.length, 'backup')} older than ${count(days, 'day')}.`] : []),
    ].join('\n')
  } finally {
    await rm(part, { force: true })
  }
}

async function ofPostgres(url: string, path: string): Promise<Kept> {
  try {
    const { db, close } = await openPostgres(url, { migrates: false })
    try {
      await dumpPostgres(url, db, path)
      await readDump(path)
      return await look(db)
    } finally {
      await close()
    }
  } catch (error) {
    throw databaseTrouble(error, { url, folder: null })
  }
}

async function ofEmbedded(folder: string, path: string): Promise<Kept> {
  await copyEmbedded(folder, path)
  return lookInCopy(path, ({ db }) => look(db))
}

const look = async (db: Db): Promise<Kept> => ({ orders: await db.$count(orders), erasures: await writeErasures(db) })

function readWords(words: readonly string[]): { to: string; days: number } {
  const options = { to: { type: 'string' }, days: { type: 'string' } } as const
  try {
    const { to = 'backups', days = '30' } = parseArgs({ args: [...words], options }).values
    if (/^[1-9]\d{0,4}$/.test(days)) return { to, days: Number(days) }
  } catch {
    // An option that nobody knows.
  }
  throw new Refusal(USAGE)
}
