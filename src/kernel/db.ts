import { AsyncLocalStorage } from 'node:async_hooks'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** The database, or a transaction of it; the same type over PGlite and PostgreSQL. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** What a reaction may do with the database: read. */
export type Reads = Pick<Db, 'select' | 'selectDistinct' | '$count'>

export type Database = {
  db: Db
  /** Calls back whenever any process notified; also after the connection for it was renewed. */
  listen(heard: () => void): Promise<void>
  /** Words for people: where the rows are. */
  place: string
  close(): Promise<void>
}

/** The channel of NOTIFY: something is owed to a room. */
export const OWED = 'waybill_owed'

const within = new AsyncLocalStorage<true>()
const QUERIES = new Set(['select', 'selectDistinct', 'insert', 'update', 'delete', 'execute', 'transaction', '$count'])

/** True while the caller is inside a transaction: no call to the outside may be made there. */
export function insideTransaction(): boolean {
  return within.getStore() === true
}

/**
 * Turns the use of the outer database inside its own transaction into an error:
 * on PGlite it would hang for ever, on PostgreSQL it would read behind the transaction's back.
 */
export function guard(db: Db): Db {
  return new Proxy(db, {
    get(target, name) {
      if (typeof name === 'string' && QUERIES.has(name) && insideTransaction())
        throw new Error(`db.${name} was called inside a transaction: use the transaction`)
      if (name === 'transaction') {
        const begin: Db['transaction'] = (work, config) =>
          target.transaction(tx => within.run(true, () => work(tx)), config)
        return begin
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
