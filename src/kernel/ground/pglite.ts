import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { PGlite, type PGliteOptions, type Transaction } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { type Database, type Db, guard, OUTBOX_CHANNEL } from './db.ts'
import { lockDirectory } from './directory-lock.ts'
import { countMigrations, MIGRATIONS } from './migrations.ts'

/** Of the 160 MB that PostgreSQL would keep pages in, what a small shop needs. */
const SMALL = ['-c', 'shared_buffers=16MB']

/** Lets the event loop breathe after each statement: PGlite would hold it for seconds over many. */
class Yielding extends PGlite {
  override async query<T>(...call: Parameters<PGlite['query']>) {
    const rows = await super.query<T>(...call)
    await setImmediate()
    return rows
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return super.transaction(tx => work({ ...tx, query: yielding(tx) }))
  }
}

function yielding(tx: Transaction): Transaction['query'] {
  return async (...call) => {
    const rows = await tx.query(...call)
    await setImmediate()
    // biome-ignore lint/suspicious/noExplicitAny: the row type is the caller's, passed through untouched
    return rows as any
  }
}

/**
 * The embedded database: for trials and small shops. Survives kill -9, not power loss (no fsync).
 * @param folder null keeps everything in memory.
 * @param image a migrated data directory to start from (tests).
 * @param migrates whether its tables are brought up to date.
 */
export async function openPglite(
  folder: string | null,
  { image, migrates = !image }: { image?: Blob; migrates?: boolean } = {},
): Promise<Database> {
  const unlock = folder ? lockDirectory(folder) : () => {}
  try {
    return await openIn(folder, unlock, image, migrates)
  } catch (error) {
    unlock()
    throw error
  }
}

async function openIn(
  folder: string | null,
  unlock: () => void,
  image: Blob | undefined,
  migrates: boolean,
): Promise<Database> {
  if (folder) mkdirSync(folder, { recursive: true })
  const startParams = [...PGlite.defaultStartParams, ...SMALL]
  const options: PGliteOptions = { startParams, ...(image && { loadDataDir: image }) }
  const client = new Yielding({ ...options, ...(folder && { dataDir: join(folder, 'db') }) })
  const plain = drizzle({ client })
  if (migrates && (await countMigrations(plain)) > 0) await migrate(plain, { migrationsFolder: MIGRATIONS })
  return {
    db: guard(plain as unknown as Db),
    place: folder ? `embedded database in ${folder}` : 'embedded database in memory',
    listen: async (heard, channel = OUTBOX_CHANNEL) => void (await client.listen(channel, heard)),
    async copy() {
      await client.exec('checkpoint')
      // Not packed yet: that would hold the event loop.
      return client.dumpDataDir('none')
    },
    close: async () => {
      await client.close()
      unlock()
    },
  }
}
