import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/** How long the database may take to answer, ms: a probe of a supervisor waits little longer. */
const PATIENCE = 2_000

/**
 * Whether the database answers now. No answer within two seconds is a no: it is away, or every connection is taken and
 * nothing that people do would be done. However often it is asked, one question is under way.
 */
export function liveness(db: Db, patience = PATIENCE): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  const ask = async () => {
    try {
      await db.execute(sql`select 1`)
      return true
    } catch {
      return false
    } finally {
      asking = null
    }
  }
  return async () => {
    asking ??= ask()
    const { promise: late, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(resolve, patience, false)
    return Promise.race([asking, late]).finally(() => clearTimeout(timer))
  }
}
