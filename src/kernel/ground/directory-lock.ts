import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../words/refusal.ts'

/** SQLite's word for: somebody else has it. */
const BUSY = 5

/** Kept from the garbage collector, which would close them and let a second process in. */
const held = new Set<DatabaseSync>()

/**
 * Holds a folder for this process alone, until released or killed: two PGlites on one folder lose rows silently.
 * SQLite's lock is the kernel's own and dies with the process, which a file with a pid in it does not.
 * @throws Refusal when another process holds it, or it cannot be written to.
 */
export function lockDirectory(folder: string): () => void {
  let file: DatabaseSync | undefined
  try {
    mkdirSync(folder, { recursive: true })
    file = new DatabaseSync(join(folder, 'lock.sqlite'))
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    file?.close()
    throw refuse(folder, error as Error & { errcode?: number })
  }
  const mine = file
  held.add(mine)
  return () => {
    held.delete(mine)
    mine.close()
  }
}

function refuse(folder: string, { errcode, message }: Error & { errcode?: number }): Refusal {
  if (errcode === BUSY)
    return new Refusal(
      `Another Waybill is running on ${folder}. Stop it first, or set DATA_DIR to another folder; several processes need PostgreSQL (DATABASE_URL).`,
    )
  return new Refusal(`The database cannot be kept in ${folder} (${message}). Set DATA_DIR to a folder I may write to.`)
}
