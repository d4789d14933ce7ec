import { fileURLToPath } from 'node:url'

/** The folder of generated migrations, wherever the process was started. */
export const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url))
