import { createHash } from 'node:crypto'
import { addHours } from 'date-fns/addHours'
import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import type { CarrierScan } from '../kernel/shapes/feed.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { bareNumber } from '../shipments/tracking-number.ts'
import { withoutSigner } from './sayable.ts'
import { checkpoints } from './tables.ts'
import { timeAtPlace } from './time-at-place.ts'

/** How far ahead of ours a carrier's clock may run, hours; what is later is a plan. */
const AHEAD = 24

/** What was said of a number, as it is kept. */
export type NewCheckpoint = Omit<typeof checkpoints.$inferInsert, 'id'>

/** @throws Refusal for what can't be a scan that happened. */
export function readScan(scan: CarrierScan, feed: string, now: Date): NewCheckpoint {
  const number = bareNumber(scan.number)
  const at = timeAtPlace(scan.at, scan)
  if (!number) throw new Refusal('There is no tracking number. Send it as on the label.', 'number')
  if (!at) throw new Refusal('That isn’t a time. Write it such as 2026-11-03T09:15:00+01:00.', 'at')
  if (at > addHours(now, AHEAD)) throw new Refusal('That hasn’t happened yet.', 'at')
  const { tag, detail, status, place } = scan
  const words = withoutSigner(scan.words)
  const key = createHash('sha256')
    .update(JSON.stringify([at.toISOString(), tag, status, words, place]))
    .digest('base64url')
  return { number, key, at, tag, detail, status, words, place, feed, heardAt: now }
}

/**
 * Keeps what is new, in one statement, and answers the numbers that it is about. Others who hear about them wait until
 * the transaction ends, so that each sees all that was said before.
 */
export async function keepScans({ db }: Verb, rows: readonly NewCheckpoint[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  await lockNumbers(db, [...new Set(rows.map(({ number }) => number))])
  const told = rows.map(({ heardAt, ...row }) => ({ ...row, heard_at: heardAt }))
  const kept = await db.execute(sql`
    insert into ${checkpoints} (number, key, at, tag, detail, status, words, place, feed, heard_at)
    select number, key, at, tag, detail, status, words, place, feed, heard_at
    from jsonb_populate_recordset(null::${checkpoints}, ${JSON.stringify(told)}::jsonb)
    on conflict (number, key) do nothing
    returning number`)
  return new Set(rowsOf(kept).map(({ number }) => String(number)))
}

/** Lets what is said of these numbers wait for one another until the transaction ends. */
export async function lockNumbers(db: Verb['db'], numbers: readonly string[]): Promise<void> {
  // Always the lower first, so that no two wait for each other.
  await db.execute(sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended('checkpoint ' || value, 0) as key
      from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb) order by key
    ) as sorted`)
}
