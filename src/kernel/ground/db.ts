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
export const OUTBOX_CHANNEL = 'waybill_outbox'

const within = new AsyncLocalStorage<true>()
const QUERIES = new Set<string | symbol>([
  ...['select', 'selectDistinct', 'selectDistinctOn', '$count', 'with', 'query'],
  ...['insert', 'update', 'delete', 'execute', 'transaction', 'refreshMaterializedView'],
])

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
      if (QUERIES.has(name) && insideTransaction())
        throw new Error(`db.${String(name)} was called inside a transaction: use the transaction`)
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

/** What PostgreSQL says when it ended a transaction to untangle it from others. */
const TANGLED = new Set(['40P01', '40001'])
const MOST_TRIES = 5

/** A transaction; run again from its start when the database ended it because two waited for each other. */
export async function transact<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await db.transaction(work)
    } catch (error) {
      if (tries >= MOST_TRIES || !TANGLED.has(codeOf(error))) throw error
    }
}

function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  return String(cause?.code ?? code)
}
