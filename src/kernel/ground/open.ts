import type { Database } from './db.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

/** Opens the database of the settings: PostgreSQL by its address, else PGlite in a folder; null = in memory. */
export async function open(settings: { url: string | null; folder: string | null }): Promise<Database> {
  if (settings.url) return openPostgres(settings.url)
  return openPglite(settings.folder)
}
