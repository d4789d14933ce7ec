import { AsyncLocalStorage } from 'node:async_hooks'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** The database, or a transaction; the same type over PGlite and PostgreSQL. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** What a reaction may do with the database: read. */
export type Reads = Pick<Db, 'select' | 'selectDistinct' | '$count'>

/** How the database itself notices that a process is gone: by a lock on a session, which ends with the process. */
export type Presence = {
  /** Holds the lock of that name from now on, and again whenever the session is renewed; of another no longer. */
  hold(name: string): void
  isHeld(name: string): boolean
  /** Since when our session lasts, by the database's clock; null where it is broken. */
  since(): Date | null
}

export type Database = {
  db: Db
  /**
   * Calls back whenever any process notified; also after the connection for it was renewed.
   * @param channel the outbox's, where none is named.
   */
  listen(heard: () => void, channel?: NotifyChannel): Promise<void>
  /** Null where sessions mean nothing, as behind a pooler, or for a database that one process owns. */
  presence?: Presence | null
  /** Words for people: where the rows are. */
  place: string
  /** How many connections there are to PostgreSQL, by what they do: `busy`, `idle`, and those `waiting` for one. */
  connections?(): ReadonlyMap<string, number>
  /** All of the embedded database as it is between two statements, as a tar of its folder. */
  copy?(): Promise<Blob>
  close(): Promise<void>
}

/** The channel of NOTIFY: something is owed to a room. */
export const OUTBOX_CHANNEL = 'waybill_outbox'
/** The channel of NOTIFY: something heard in a thread was done, and what follows it may be. */
export const INBOX_CHANNEL = 'waybill_inbox'
/** The channel of NOTIFY: something is owed to an outside system. */
export const TASK_CHANNEL = 'waybill_tasks'
export type NotifyChannel = typeof OUTBOX_CHANNEL | typeof INBOX_CHANNEL | typeof TASK_CHANNEL

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

const CHANGES = new Set<string | symbol>(['insert', 'update', 'delete', 'execute', 'transaction'])

/** The same for what is to read alone, and needs no transaction: to change anything through it is an error. */
export function readOnly(db: Db): Db {
  return new Proxy(db, {
    get(target, name) {
      if (CHANGES.has(name)) throw new Error(`db.${String(name)} was called by what is to read alone`)
      return Reflect.get(target, name)
    },
  })
}

/** What PostgreSQL says when it ended a transaction to untangle it from others. */
const TANGLED = new Set(['40P01', '40001'])
/** And when another put up the same card at the same time, which is seen the next time: a key of the board's is taken. */
const TAKEN = { code: '23505', table: 'messages' }
/** And when it does not have the name of a statement, or has it already, or its tables no longer fit what it planned. */
const FORGOTTEN = new Set(['26000', '42P05'])
const CHANGED = /^cached plan must not change/
/** And when it broke off the connection: the transaction sat idle for too long, or the server is being stopped. */
const BROKEN = new Set(['25P03', '57P01', 'ECONNRESET', 'EPIPE'])
const MOST_TRIES = 5

/**
 * A transaction; run again from its start when the database ended it because two waited for each other, or when its
 * connection broke before it was to be committed: then nothing of it was done.
 * @param work may leave its last statement to be sent with the commit; where that fails, nothing was committed.
 */
export async function transact<T>(
  db: Db,
  work: (tx: Db, leave: (last: Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const inside: { failed?: { error: unknown }; last?: Promise<unknown> } = {}
    const leave = (last: Promise<unknown>) => {
      inside.last = last
    }
    const watched = async (tx: Db) => {
      try {
        return await work(tx, leave)
      } catch (error) {
        inside.failed = { error }
        throw error
      }
    }
    try {
      const done = await db.transaction(watched)
      await inside.last
      return done
    } catch (caught) {
      // A rollback that fails as well would hide why, and so would a commit of what had failed.
      const error = inside.failed ? inside.failed.error : ((await whyFailed(inside.last)) ?? caught)
      if (tries >= MOST_TRIES || !(isTangled(error) || (inside.failed && isBroken(error)))) throw error
    }
  }
}

const whyFailed = (last: Promise<unknown> | undefined): Promise<unknown> | undefined =>
  last?.then(
    () => null,
    (error: unknown) => error,
  )

const isTangled = (error: unknown) => TANGLED.has(codeOf(error)) || isForgotten(error) || isTaken(error)

function isTaken(error: unknown): boolean {
  const { table } = ((error as Error | null)?.cause ?? error ?? {}) as { table?: unknown }
  return codeOf(error) === TAKEN.code && table === TAKEN.table
}

/** Whether it lost a name that we gave a statement: see named-statements.ts. */
export function isForgotten(error: unknown): boolean {
  return FORGOTTEN.has(codeOf(error)) || CHANGED.test(messageOf(error))
}

function isBroken(error: unknown): boolean {
  return BROKEN.has(codeOf(error)) || /^Connection terminated|is not queryable$/.test(messageOf(error))
}

/** Classes of PostgreSQL's codes by which it can't work now and may soon: no resources, stopped by its operator, no connection. */
const AWAY = /^(53|57P|08)|^(ECONN|EHOST|ENET|ETIMEDOUT|EAI_AGAIN)/

/** Whether it is the database that could not work, through no fault of what it was asked: what was asked may be asked again. */
export function isAway(error: unknown): boolean {
  return (
    isBroken(error) || AWAY.test(codeOf(error)) || /^timeout exceeded when trying to connect/.test(messageOf(error))
  )
}

function messageOf(error: unknown): string {
  const { message } = ((error as Error | null)?.cause ?? error ?? {}) as Partial<Error>
  return message ?? ''
}

function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  return String(cause?.code ?? code)
}
