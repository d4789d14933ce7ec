import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Order } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { refundsOf } from './find-refunds.ts'
import type { Case } from './tables.ts'

/**
 * After what records a refund, the newest of its case: where it is paid, or that the store reported it already.
 * Recording moves no money.
 */
export async function whereToPay(db: Reads, order: Order, one: Pick<Case, 'id'>): Promise<string> {
  const { recorded, onlyRecorded } = await refundsOf(db, order)
  const newest = recorded.findLast(({ caseId }) => caseId === one.id)
  const [store] = await db.select({ name: stores.name }).from(stores).where(eq(stores.id, order.storeId))
  const name = store?.name ?? 'the store'
  if (newest && onlyRecorded.includes(newest)) return ` Waybill only records it: pay it back in the admin of ${name}.`
  return ` ${name} has paid it back already.`
}
