import { type DatabaseSettings, databaseTrouble } from './database-trouble.ts'
import type { Database } from './db.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

/**
 * Opens the database of the settings, and brings its tables up to date.
 * @throws Refusal that says why it cannot be opened.
 */
export async function open(settings: DatabaseSettings): Promise<Database> {
  try {
    return settings.url ? await openPostgres(settings.url) : await openPglite(settings.folder)
  } catch (error) {
    // In memory there is nothing outside of ourselves that could be wrong.
    if (!settings.url && !settings.folder) throw error
    throw databaseTrouble(error, settings)
  }
}
