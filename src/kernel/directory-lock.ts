import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from './refusal.ts'

/**
 * Holds a folder for this process alone, until released or killed: two PGlites on one folder lose rows silently.
 * SQLite's lock is the kernel's own and dies with the process, which a file with a pid in it does not.
 * @throws Refusal when another process holds it.
 */
export function lockDirectory(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = new DatabaseSync(join(folder, 'lock.sqlite'))
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    file.close()
    throw new Refusal(
      `Another Waybill is running on ${folder}. Stop it first, or set DATA_DIR to another folder; several processes need PostgreSQL (DATABASE_URL).`,
    )
  }
  return () => file.close()
}
