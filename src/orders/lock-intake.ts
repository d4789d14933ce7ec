import { sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'

/**
 * Lets what a store tells of an order wait for what it tells of the same order at the same time: of a new order there is
 * no row yet that two could wait on. Held until the transaction ends; what a store tells of other orders goes on.
 * @param number given where an order may be known by its number alone
 */
export async function lockIntake(db: Db, storeId: string, externalId: string, number?: string): Promise<void> {
  const names = [`id ${externalId}`, ...(number === undefined ? [] : [`number ${number.toLowerCase()}`])]
  const keys = sql.join(
    names.map(name => sql`select hashtextextended(${`${storeId} ${name}`}, 0) as key`),
    sql` union `,
  )
  // Always the lower first, so that no two wait for each other.
  await db.execute(
    sql`select pg_advisory_xact_lock(key) from (select key from (${keys}) as named order by key) as sorted`,
  )
}
