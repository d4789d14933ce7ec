import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Refusal } from '../words/refusal.ts'
import { rowsOf } from './rows-of.ts'

/** The folder of generated migrations, wherever the process was started. */
export const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url))

type Asked = { execute(query: ReturnType<typeof sql>): PromiseLike<unknown> }

/** How many migrations this version brings that were not made yet. @throws Refusal where a newer version made more */
export async function countMigrations(db: Asked): Promise<number> {
  const brought = readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ folderMillis }) => folderMillis)
  const [there] = rowsOf(await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as made`))
  if (!there?.made) return brought.length
  const [last] = rowsOf(await db.execute(sql`select max(created_at) as at from drizzle.__drizzle_migrations`))
  const made = Number(last?.at ?? 0)
  if (made > Math.max(...brought))
    throw new Refusal(
      'This database was written by a newer version of Waybill. Start that version again, or restore the backup from before the update.',
    )
  return brought.filter(at => at > made).length
}
