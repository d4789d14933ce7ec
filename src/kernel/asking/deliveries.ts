import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { rowsOf } from '../ground/rows-of.ts'
import { statement } from '../ground/statement.ts'
import { deliveries } from '../ground/tables.ts'
import { Refusal } from '../words/refusal.ts'
import type { Delivery, Outcome } from './command.ts'

/** What is answered to a delivery that was heard before. */
export const ALREADY_DONE = { text: 'Already done.', outcome: 'again' } as const satisfies Outcome

/** Which of these deliveries are heard for the first time, in their order: of the same ones, the first. */
export async function areFirst(db: Db, heard: readonly Delivery[], now: Date): Promise<readonly boolean[]> {
  if (heard.length === 0) return []
  // Always in the same order: two who hear the same must not wait for each other.
  const unique = new Map([...heard].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map(one => [nameOf(one), one]))
  const rows = JSON.stringify([...unique.values()])
  const kept = rowsOf(await db.execute(hearing({ rows, now: now.toISOString() })))
  const fresh = new Set((kept as readonly Delivery[]).map(nameOf))
  return heard.map(one => fresh.delete(nameOf(one)))
}

const hearing = statement<'rows' | 'now'>(
  ({ rows, now }) => sql`
    insert into ${deliveries} (source, key, hash, received_at)
    select source, key, hash, ${now}::timestamptz from jsonb_populate_recordset(null::${deliveries}, ${rows}::jsonb)
    on conflict do nothing returning source, key`,
)

/** What was asked under a key for which something else was asked before. */
export class UsedKey extends Refusal {}

/**
 * What a delivery that was heard before is answered: as the first time, where that was kept.
 * @throws UsedKey where something else was asked then
 */
export async function answeredBefore(db: Db, { source, key, hash }: Delivery): Promise<Outcome> {
  const which = and(eq(deliveries.source, source), eq(deliveries.key, key))
  const [before] = hash ? await db.select().from(deliveries).where(which) : []
  if (before?.hash && before.hash !== hash)
    throw new UsedKey('This Idempotency-Key was used for something else. Give each request its own.')
  return before?.answer ?? ALREADY_DONE
}

/** Keeps what was answered, in the transaction that did it. */
export async function keepAnswer(db: Db, { source, key }: Delivery, { text, outcome }: Outcome): Promise<void> {
  const answer = { text, ...(outcome && { outcome }) }
  await db
    .update(deliveries)
    .set({ answer })
    .where(and(eq(deliveries.source, source), eq(deliveries.key, key)))
}

/** Lets deliveries be heard again, whose ask came to nothing. */
export async function forget(db: Db, heard: readonly Delivery[]): Promise<void> {
  for (const { source, key } of heard)
    await db.delete(deliveries).where(and(eq(deliveries.source, source), eq(deliveries.key, key)))
}

const nameOf = ({ source, key }: Pick<Delivery, 'source' | 'key'>) => `${source} ${key}`
