import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, type Db, type NotifyChannel, OUTBOX_CHANNEL } from '../../src/kernel/ground/db.ts'
import { openPglite } from '../../src/kernel/ground/pglite.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'

export type TestDatabase = Database & {
  /** Empties every table, so that a test starts from nothing. */
  empty(): Promise<void>
  /** Where other processes find it; null for the embedded one. */
  url: string | null
}

type Opened = Database & { url: string | null }

/** The one database of this worker, and whether a test file has it. */
let worker: { opened: Promise<Opened>; lent: boolean } | undefined

/**
 * A migrated database without rows: PostgreSQL where `DATABASE_URL` names one, else the embedded one. The files that run
 * in a worker have the same one after each other; who asks while it is lent gets another.
 */
export async function testDatabase(): Promise<TestDatabase> {
  if (worker?.lent) {
    const own = await openOne()
    return { ...own, empty: () => empty(own.db) }
  }
  worker ??= { opened: openOne(), lent: true }
  const lender = worker
  lender.lent = true
  const opened = await lender.opened
  await empty(opened.db)
  const { db, listen, giveBack } = lend(opened)
  const close = async () => {
    giveBack()
    lender.lent = false
  }
  return { ...opened, db, listen, close, empty: () => empty(opened.db) }
}

function openOne(): Promise<Opened> {
  const server = process.env.DATABASE_URL
  return server ? onPostgres(server) : onPglite()
}

async function onPglite(): Promise<Opened> {
  const { image } = inject('database')
  return { ...(await openPglite(null, { image: new Blob([await readFile(image)]) })), url: null }
}

async function onPostgres(server: string): Promise<Opened> {
  const { template } = inject('database')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  return { ...(await openPostgres(url)), url }
}

type Listening = { heard: Set<() => void>; begun: Promise<void> }
const listening = new WeakMap<Opened, Map<NotifyChannel, Listening>>()

/** A database for a while: who still uses it after it was given back has an error, not the rows of another. */
function lend(opened: Opened): Pick<Database, 'db' | 'listen'> & { giveBack(): void } {
  let over = false
  const heard = new Set<() => void>()
  const db = new Proxy(opened.db, {
    get(target, name) {
      if (over) throw new Error('this test file is over, and its database is another’s')
      return Reflect.get(target, name)
    },
  }) as Db
  return {
    db,
    async listen(hear, channel = OUTBOX_CHANNEL) {
      const all = listening.get(opened) ?? new Map<NotifyChannel, Listening>()
      const known = all.get(channel) ?? begin(opened, channel)
      listening.set(opened, all.set(channel, known))
      await known.begun
      known.heard.add(hear)
      heard.add(hear)
    },
    giveBack() {
      over = true
      for (const one of listening.get(opened)?.values() ?? []) for (const hear of heard) one.heard.delete(hear)
    },
  }
}

function begin(opened: Opened, channel: NotifyChannel): Listening {
  const heard = new Set<() => void>()
  const begun = opened.listen(() => {
    for (const hear of heard) hear()
  }, channel)
  return { heard, begun }
}

/** Empties the tables that hold rows, or did, and begins their numbers again; all in one call. */
async function empty(db: Db): Promise<void> {
  await db.execute(sql`do $$
    declare
      held text;
      counted text;
    begin
      select string_agg(format('%I', relname), ', ') into held from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0;
      if held is not null then
        execute 'truncate ' || held || ' restart identity cascade';
      end if;
      for counted in select format('%I', sequencename) from pg_sequences
        where schemaname = 'public' and last_value is not null
      loop
        execute 'alter sequence ' || counted || ' restart';
      end loop;
    end $$`)
}
