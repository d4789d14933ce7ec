import { and, gte, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'

/**
 * How numbers that people type are looked up, ignoring case: what the indexes over them are made of. Compared byte by
 * byte, so that one index finds a whole number and all that begin alike.
 */
export function numberKey(column: SQLWrapper): SQL<string> {
  return sql<string>`(lower(${column}) collate "C")`
}

/** After every text that begins alike: the last character of Unicode. */
const LAST = '\u{10FFFF}'

/** What begins with what was typed; as a range, which an index answers however the statement is planned. */
export function beginsWith(key: SQL, typed: string): SQL | undefined {
  return and(gte(key, typed), lt(key, `${typed}${LAST}`))
}

/** Of so many newest rows those that begin alike come first: most people ask for what is new. */
const NEW = 500

type Numbered = { table: PgTable; id: PgColumn; number: PgColumn; at: PgColumn; which?: SQL | undefined }

/**
 * The ids of a few rows whose number begins so, for `in`: the number itself, the newest, and else those with the highest
 * numbers. What it costs does not depend on how many there are.
 * @param most how many of each are looked for
 */
export function idsBeginning({ table, id, number, at, which = sql`true` }: Numbered, typed: string, most: number): SQL {
  const key = numberKey(number)
  const newest = sql`select ${id} as id, ${key} as key, ${at} as at from ${table} where ${which} order by ${at} desc limit ${NEW}`
  return sql`(
    (select ${id} from ${table} where ${key} = ${typed} and ${which} limit ${most})
    union all (select newest.id from (${newest}) as newest where ${beginsWith(sql`newest.key`, typed)}
      order by newest.at desc limit ${most})
    union all (select ${id} from ${table} where ${beginsWith(key, typed)} and ${which} order by ${key} desc limit ${most}))`
}
