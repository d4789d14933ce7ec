import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { placeOf } from './database-trouble.ts'
import { type Database, type Db, guard, OUTBOX_CHANNEL } from './db.ts'
import { MIGRATIONS } from './migrations.ts'

/** Any number that nobody else locks: one process migrates while the others wait. */
const MIGRATING = 7_243_119

/** PostgreSQL, for production. LISTEN needs a direct connection; behind a pooler the outbox falls back on its poll. */
export async function openPostgres(url: string, { migrates = true } = {}): Promise<Database> {
  if (migrates) await migrateAlone(url)
  const client = postgres(url, { max: 10, onnotice: () => {}, connection: { application_name: 'waybill' } })
  const plain = drizzle({ client })
  return {
    db: guard(plain as unknown as Db),
    place: `PostgreSQL at ${placeOf(url)}`,
    listen: async heard => void (await client.listen(OUTBOX_CHANNEL, heard, heard)),
    close: () => client.end({ timeout: 5 }),
  }
}

async function migrateAlone(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const db = drizzle({ client })
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATING})`)
    await migrate(db, { migrationsFolder: MIGRATIONS })
  } finally {
    await client.end()
  }
}
