import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { blob } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Refusal } from '../../words/refusal.ts'
import type { Database } from '../db.ts'
import { countMigrations } from '../migrations.ts'
import { openPglite } from '../pglite.ts'
import { askForCopy } from './copy-socket.ts'

/**
 * Writes a packed copy of the embedded database: the running process makes it, else this one, which locks the folder.
 * @throws Refusal where there is none, or another process has it and doesn't answer.
 */
export async function copyEmbedded(folder: string, path: string): Promise<void> {
  const write = (copy: Readable) => pipeline(copy, createGzip(), createWriteStream(path, { mode: 0o600 }))
  const running = await askForCopy(folder)
  if (running) {
    await write(running).catch(error => {
      throw new Refusal(`Waybill ended while it made the copy (${error.message}). Run the backup again.`)
    })
    return
  }
  if (!existsSync(join(folder, 'db')))
    throw new Refusal(`There is no database in ${folder}. Set DATA_DIR to its folder.`)
  const database = await openPglite(folder, { migrates: false })
  try {
    const copy = await database.copy?.()
    if (copy) await write(Readable.fromWeb(copy.stream()))
  } finally {
    await database.close()
  }
}

/** Opens a packed copy in a folder that holds no database. What it is not, it leaves nothing of. */
async function openCopy(folder: string, path: string): Promise<Database> {
  try {
    const image = await blob(createReadStream(path).pipe(createGunzip()))
    const database = await openPglite(folder, { image })
    await countMigrations(database.db).catch(async error => {
      await database.close()
      throw error
    })
    return database
  } catch (error) {
    await rm(join(folder, 'db'), { recursive: true, force: true })
    if (error instanceof Refusal) throw error
    throw new Refusal(`${path} can’t be opened as a copy of the embedded database. Choose another backup.`)
  }
}

/** Looks whether a copy opens, somewhere apart. @throws Refusal where it doesn’t */
export async function lookInCopy<T>(path: string, look: (database: Database) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-copy-'))
  try {
    const database = await openCopy(folder, path)
    return await look(database).finally(() => database.close())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Puts a packed copy into a folder. @throws Refusal where the folder holds a database already */
export async function restoreEmbedded(folder: string, path: string): Promise<void> {
  if (existsSync(join(folder, 'db')))
    throw new Refusal(
      `${folder} holds a database already, and I don’t write over it. Set DATA_DIR to an empty folder, or move that one away.`,
    )
  await (await openCopy(folder, path)).close()
}
