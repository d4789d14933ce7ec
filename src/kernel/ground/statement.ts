import { is, Placeholder, SQL, StringChunk, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'

/** What differs from call to call, where it stands in the text. */
export type Placeholders<Name extends string> = Readonly<Record<Name, Placeholder>>

const dialect = new PgDialect()

/**
 * A statement, or a part of one, whose text is put together once: what differs from call to call has a name in it. To put
 * a long one together takes longer than PostgreSQL needs to do what it says.
 * @returns what makes it of values: dates as ISO text
 */
export function statement<Name extends string>(
  build: (named: Placeholders<Name>) => SQL,
): (given: Readonly<Record<Name, unknown>>) => SQL {
  let known: ReturnType<typeof takeApart> | null = null
  return given => {
    known ??= takeApart(build(placeholders))
    const { texts, params } = known
    const chunks: unknown[] = []
    for (const [at, text] of texts.entries()) {
      chunks.push(text)
      const param = params[at]
      if (param) chunks.push(param.name === null ? param.value : whole(given[param.name as Name]))
    }
    return new SQL(chunks as SQL['queryChunks'])
  }
}

/** Hands out a placeholder of any name. */
export const placeholders = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) }) as Placeholders<string>

/** An array is one parameter, not a list of them. */
const whole = (value: unknown) => (Array.isArray(value) ? sql.param(value) : (value ?? null))

/** Its text between the parameters, and each of those: by name, or as it always is. */
function takeApart(built: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(built)
  return {
    texts: text.split(/\$\d+/).map(part => new StringChunk(part)),
    params: params.map(param => (is(param, Placeholder) ? { name: param.name } : { name: null, value: whole(param) })),
  }
}
