import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { amongThose } from './among.ts'
import type { Keys, ListPart } from './keyset.ts'

/** Selects the ids of what has a word in it, or a number that begins so; of those in an array of ids alone where it is given. */
export type HasWord = (word: string, within: SQL | null) => SQL

/** Of so many next rows those with the words are looked for first: of a word that most rows have, no index is needed. */
const NEAR = 500

/**
 * Conditions for the rows that have each word of a text: of the next rows of a list alone, to be tried first, and of all.
 * @param which what else is wanted of the rows
 */
export function searching(text: string, hasWord: HasWord, { table, id }: Keys, which: SQL | undefined, part: ListPart) {
  const words = text.split(/\s+/).filter(word => word !== '')
  const order = sql.join([...part.orderBy], sql`, `)
  const wanted = [which, part.where].flatMap(one => one ?? [])
  const where = wanted.length > 0 ? sql.join(wanted, sql` and `) : sql`true`
  const near = sql`array(select ${id} from ${table} where ${where} order by ${order} limit ${NEAR})`
  return { near: hits(id, words, hasWord, near), all: hits(id, words, hasWord, null) }
}

/** An array: its ids are found once, and each is then looked up. */
function hits(id: PgColumn, words: readonly string[], hasWord: HasWord, within: SQL | null): SQL {
  const each = words.map(word => sql`(${hasWord(word, within)})`)
  return amongThose(id, sql.join(each, sql` intersect `))
}

/** Whether an id is among those within which is looked. */
export function isWithin(id: SQLWrapper, within: SQL | null): SQL {
  return within ? sql`${id} = any(${within})` : sql`true`
}
