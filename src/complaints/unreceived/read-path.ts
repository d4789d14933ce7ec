import { asc, eq } from 'drizzle-orm'
import { type Case, cases } from '../../cases/tables.ts'
import type { Reads } from '../../kernel/ground/db.ts'
import { orders } from '../../orders/tables.ts'
import { purchaseOrders } from '../../purchase-orders/tables.ts'
import type { Limits } from '../../shipments/limits.ts'
import { limitsFor } from '../../shipments/limits-for.ts'
import { type Complaint, type ComplaintStep, complaintSteps, complaints } from '../tables.ts'
import type { PathFacts } from './path.ts'

/** The path of a complaint that its parcel was delivered and not received; null of any other. */
export type UnreceivedPath = { steps: readonly ComplaintStep[]; facts: PathFacts; limits: Limits }

export async function readPath(
  read: Reads,
  { id }: Pick<Case, 'id'>,
  complaint: Complaint,
): Promise<UnreceivedPath | null> {
  if (complaint.reason !== 'delivered_not_received') return null
  const steps = await read
    .select()
    .from(complaintSteps)
    .where(eq(complaintSteps.caseId, id))
    .orderBy(asc(complaintSteps.doneAt), asc(complaintSteps.step))
  const [row] = await read
    .select({ openedAt: cases.openedAt, deliveredAt: purchaseOrders.deliveredAt, storeId: orders.storeId })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, cases.orderId))
    .where(eq(cases.id, id))
  if (!row) throw new Error(`complaint ${id} is not here`)
  const { openedAt, deliveredAt, storeId } = row
  const { sentAt, claimBy } = complaint
  const done = new Map(steps.map(({ step, doneAt }) => [step, doneAt]))
  const facts = { openedAt, deliveredAt, sentAt, claimBy, done }
  const limits = await limitsFor(read, storeId)
  return { steps, facts, limits }
}

/** The complaint of a case, as it is now. */
export async function complaintOf(read: Reads, caseId: string): Promise<Complaint> {
  const [complaint] = await read.select().from(complaints).where(eq(complaints.caseId, caseId))
  if (!complaint) throw new Error(`complaint ${caseId} is not here`)
  return complaint
}
