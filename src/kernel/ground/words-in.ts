import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * The words of these columns, without case and accents, for an index that finds rows by how their words begin. The
 * database's own functions `words_in` and `words_like` say what a word is, for both sides alike.
 */
export function wordsIn(...columns: readonly SQLWrapper[]): SQL {
  const texts = columns.map(column => sql`coalesce(${column}, '')`)
  return sql`words_in(${sql.join(texts, sql` || ' ' || `)})`
}

/** Whether each word of a text begins one of those; a letter alone must be one. */
export function hasWords(words: SQL, text: string): SQL {
  return sql`${words} @@ words_like(${text})`
}
