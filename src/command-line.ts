import { readFile } from 'node:fs/promises'
import { backUp } from './back-up.ts'
import type { Config } from './config.ts'
import { readErasures, writeErasures } from './erasures/carry-erasures.ts'
import { importFile } from './import-file.ts'
import { invitePerson } from './invite-person.ts'
import { open } from './kernel/ground/open.ts'
import { restore } from './restore.ts'

type Verb = (config: Config, words: readonly string[]) => Promise<string>

/** What the command line can do instead of running Waybill; each answers what to print. */
export const VERBS: Readonly<Record<string, Verb>> = {
  import: (config, words) => importFile(config, words, path => readFile(path)).then(() => ''),
  person: async (config, words) => `${await invitePerson(config, words.join(' '))}\n`,
  erasures: (config, words) => carryErasures(config, words[0]),
  backup: async (config, words) => `${await backUp(config, words)}\n`,
  restore: async (config, words) => `${await restore(config, words)}\n`,
}

/** Writes what was erased, or reads it from a file: see docs/personal-data.md. */
async function carryErasures(config: Config, path?: string): Promise<string> {
  const database = await open(config.database)
  try {
    if (!path) return await writeErasures(database.db)
    const read = await readErasures(database.db, await readFile(path, 'utf8'))
    return `${read} erasures are here, and are done again when Waybill starts.\n`
  } finally {
    await database.close()
  }
}
