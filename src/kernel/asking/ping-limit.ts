import { sql } from 'drizzle-orm'
import type { Db, Reads } from '../ground/db.ts'
import { pingLimit } from '../ground/tables.ts'

/** How often a day a person is called, until staff set another number. */
export const USUAL_LIMIT = 10
const ONLY = 1

/** The same, inside a statement. */
export const limitInForce = sql`coalesce((select ${pingLimit.most} from ${pingLimit}), ${USUAL_LIMIT}::int)`

/** How often a day anybody may be called by what is not urgent. */
export async function readPingLimit(db: Reads): Promise<number> {
  const [set] = await db.select({ most: pingLimit.most }).from(pingLimit)
  return set?.most ?? USUAL_LIMIT
}

export async function setPingLimit(db: Db, most: number): Promise<void> {
  await db.insert(pingLimit).values({ id: ONLY, most }).onConflictDoUpdate({ target: pingLimit.id, set: { most } })
}
