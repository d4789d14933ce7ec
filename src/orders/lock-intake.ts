import { sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { statement } from '../kernel/ground/statement.ts'

/** An order as a store names it; `number` where it may be known by that alone. */
export type OrderName = { externalId: string; number?: string }

/** All that an order of a store may be known by, as texts: two that share one may be the same order. Pure. */
export function knownBy({ externalId, number }: OrderName): readonly string[] {
  return [`id ${externalId}`, ...(number === undefined ? [] : [`number ${number.toLowerCase()}`])]
}

/**
 * Lets what stores tell of orders wait for what they tell of the same orders at the same time: of a new order there is no
 * row yet that two could wait on. Held until the transaction ends; what they say of other orders goes on. A statement of
 * its own: what is asked after it, though it be in the same breath, reads what was written before it was held.
 */
export async function lockIntake(db: Db, named: readonly OrderName[]): Promise<void> {
  const names = JSON.stringify(named.flatMap(knownBy).map(name => `order ${name}`))
  // Always the lower first, so that no two wait for each other.
  await db.execute(locking({ names }))
}

const locking = statement<'names'>(
  ({ names }) => sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(value, 0) as key from jsonb_array_elements_text(${names}::jsonb) order by key
  ) as sorted`,
)
