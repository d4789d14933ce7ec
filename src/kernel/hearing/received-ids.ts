import { and, inArray, sql } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { inbox } from '../ground/tables.ts'

/**
 * What was received of each thread under keys that begin so, as the rest of the key: for a chat whose messages have ids
 * that count up. Of the last thirty days: see `tidy`.
 * @param threads as `threadOf` names them.
 */
export async function receivedIds(
  db: Reads,
  prefix: string,
  threads: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (threads.length === 0) return new Map()
  const rows = await db
    .select({ thread: inbox.thread, key: inbox.key })
    .from(inbox)
    .where(and(inArray(inbox.thread, [...threads]), sql`starts_with(${inbox.key}, ${prefix})`))
  const found = new Map<string, string[]>()
  for (const { thread, key } of rows) {
    if (thread === null) continue
    const ids = found.get(thread) ?? []
    ids.push(key.slice(prefix.length))
    found.set(thread, ids)
  }
  return found
}
