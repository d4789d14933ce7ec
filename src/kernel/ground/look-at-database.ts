import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Finding } from '../shapes/finding.ts'
import { Refusal } from '../words/refusal.ts'
import { count } from '../words/text.ts'
import { type DatabaseSettings, databaseTrouble } from './database-trouble.ts'
import type { Database, Reads } from './db.ts'
import { countMigrations } from './migrations.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import { type Room, rooms } from './tables.ts'

type Looked = { finding: Finding; rooms: readonly Room[]; further: readonly Finding[] }
/** Looks at more of it, while it is open. */
type LookFurther = (db: Reads) => Promise<readonly Finding[]>
const NOTHING = { rooms: [], further: [] }

/** Looks at the database as it is, and at the rooms in use. Creates nothing and migrates nothing. Never throws. */
export async function lookAtDatabase(
  settings: DatabaseSettings,
  lookFurther: LookFurther = async () => [],
): Promise<Looked> {
  try {
    if (!settings.url && settings.folder && !existsSync(join(settings.folder, 'db')))
      return lookAtFolder(settings.folder)
    const database = settings.url
      ? await openPostgres(settings.url, { migrates: false })
      : await openPglite(settings.folder, { migrates: false })
    return await lookInto(database, lookFurther).finally(() => database.close())
  } catch (error) {
    const { message } = databaseTrouble(error, settings)
    // Another process at work in the folder is as it should be.
    const well = error instanceof Refusal && message.startsWith('Another Waybill')
    return { finding: { well, what: `Database: ${message}` }, ...NOTHING }
  }
}

/** A folder that holds no database yet: whether one can be made there. */
function lookAtFolder(folder: string): Looked {
  let there = resolve(folder)
  while (!existsSync(there)) there = dirname(there)
  try {
    accessSync(there, constants.W_OK)
    const what = `Database: none in ${folder} yet; it is made when Waybill starts.`
    return { finding: { well: true, what }, ...NOTHING }
  } catch {
    const fix = 'Set DATA_DIR to a folder that I may write to.'
    return { finding: { well: false, what: `Database: I may not write to ${there}.`, fix }, ...NOTHING }
  }
}

async function lookInto({ db, place }: Database, lookFurther: LookFurther): Promise<Looked> {
  const waiting = await countMigrations(db)
  if (waiting > 0) {
    const what = `Database: ${place}; ${count(waiting, 'change')} to its tables will be made when Waybill starts.`
    return { finding: { well: true, what }, ...NOTHING }
  }
  const all = await db.select().from(rooms)
  const used = all.filter(room => room.side === 'supplier' || room.purpose)
  const finding = { well: true, what: `Database: ${place}, with ${count(used.length, 'room')}.` }
  return { finding, rooms: used, further: await lookFurther(db) }
}
