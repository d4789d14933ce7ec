import { eq } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { stores } from '../stores/tables.ts'

/**
 * Lets what a store tells of an order wait for what it tells at the same time: of a new order there is no row yet that two
 * could wait on.
 */
export async function lockIntake(db: Db, storeId: string): Promise<void> {
  await db.select().from(stores).where(eq(stores.id, storeId)).for('no key update')
}
