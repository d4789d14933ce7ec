import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { databasePlace } from './database-trouble.ts'
import { type Database, type Db, guard, INBOX_CHANNEL, OUTBOX_CHANNEL, TASK_CHANNEL } from './db.ts'
import { keepListening } from './keep-listening.ts'
import { countMigrations, MIGRATIONS } from './migrations.ts'
import { statementNames } from './named-statements.ts'
import { sendTogether } from './send-together.ts'

/** Any number that nobody else locks: one process migrates while the others wait. */
const MIGRATING = 7_243_119
const MOST_CONNECTIONS = 10
/** How long anybody waits for a free connection, ms: then it is said that the database is busy. */
const PATIENCE = 10_000
/** How long a close may wait for the statements under way, ms. */
const FAREWELL = 5_000

/**
 * What PostgreSQL ends by itself, ms: a process that froze in the middle of a transaction holds its locks no longer
 * than this in any case. Only the migrations run without.
 */
const LIMITS = { idle_in_transaction_session_timeout: 5_000, lock_timeout: 10_000, statement_timeout: 30_000 }
/** To compile a plan takes longer than any of ours takes to run, and is done where the planner overrates how many rows there are. */
const UNCOMPILED = { options: '--jit=off' }
/** A connection on which nothing has come or gone for so long is dead, ms: beyond the longest statement. */
const SILENCE = 40_000
/** How soon the network is asked whether the other side is still there, ms. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

/** PostgreSQL, for production. LISTEN needs a direct connection; behind a pooler the outbox falls back on its poll. */
export async function openPostgres(url: string, { migrates = true } = {}): Promise<Database> {
  if (migrates) await migrateAlone(url)
  const way = await lookAtWay(url)
  const limits = { ...(way === 'strict' ? {} : LIMITS), ...(way === 'direct' ? UNCOMPILED : {}) }
  const options = { connectionString: url, application_name: 'waybill', ...KEEP_ALIVE }
  const waits = { max: MOST_CONNECTIONS, connectionTimeoutMillis: PATIENCE }
  const pool = new pg.Pool({ ...options, ...limits, ...waits, pipeline: way === 'direct' })
  pool.on('connect', watch)
  if (way === 'direct') pool.on('connect', statementNames()).on('connect', sendTogether)
  // An idle connection that breaks is replaced by the next statement.
  pool.on('error', () => {})
  const listening = keepListening(() => new pg.Client(options), [OUTBOX_CHANNEL, INBOX_CHANNEL, TASK_CHANNEL])
  return {
    db: guard(drizzle({ client: pool }) as unknown as Db),
    place: `PostgreSQL at ${databasePlace(url)}`,
    connections: () =>
      new Map([
        ['busy', pool.totalCount - pool.idleCount],
        ['idle', pool.idleCount],
        ['waiting', pool.waitingCount],
      ]),
    presence: way === 'direct' ? listening.presence : null,
    listen: (heard, channel = OUTBOX_CHANNEL) => listening.listen(heard, channel),
    async close() {
      await listening.close()
      await Promise.race([pool.end(), setTimeout(FAREWELL, undefined, { ref: false })])
    },
  }
}

/** The user of a connection learns from its statement that it broke; one that is silent for too long is broken off. */
function watch(client: pg.PoolClient): void {
  client.on('error', () => {})
  const { stream } = client.connection as unknown as { stream: import('node:net').Socket }
  stream.setTimeout(SILENCE, () => stream.destroy(new Error('the database did not answer')))
}

/**
 * What stands between us and the server. A pooler has sessions of its own behind it, and says so by another number than
 * theirs; it may refuse settings that it does not know (08P01): then the server's own must serve.
 */
async function lookAtWay(url: string): Promise<'direct' | 'pooled' | 'strict'> {
  const client = new pg.Client({ connectionString: url, ...LIMITS })
  try {
    await client.connect()
    const { rows } = await drizzle({ client }).execute<{ session: number }>(sql`select pg_backend_pid() as session`)
    const { processID } = client as unknown as { processID: number }
    return rows[0]?.session === processID ? 'direct' : 'pooled'
  } catch (error) {
    if ((error as { code?: string }).code === '08P01') return 'strict'
    throw error
  } finally {
    await client.end()
  }
}

async function migrateAlone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, ...KEEP_ALIVE })
  await client.connect()
  const db = drizzle({ client })
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATING})`)
    if ((await countMigrations(db)) > 0) await migrate(db, { migrationsFolder: MIGRATIONS })
  } finally {
    await client.end()
  }
}
