import { and, asc, desc, eq } from 'drizzle-orm'
import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import { nextReminder } from '../cases/next-at.ts'
import type { Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { type PurchaseOrderView, purchaseOrderView } from '../order-desk/order-view.ts'
import { isStillLate } from './notice.ts'
import { readMilestones } from './read-milestones.ts'
import { type NoticeRow, notices } from './tables.ts'

/** A late case as every card shows it. */
export type LateView = CaseView & {
  view: PurchaseOrderView
  /** Every breach that was noticed, the first due first; `stillLate` are those that nothing has ended. */
  breaches: readonly NoticeRow[]
  stillLate: readonly NoticeRow[]
  /** The supplier's last answer, in words. */
  answer: { at: Date; by: string; how: string } | null
  /** What the escalation says next, and how often it speaks in all. */
  step: Reminder | null
  of: number
}

export async function lateView(read: Reads, caseId: string): Promise<LateView> {
  const base = await loadCaseView(read, caseId)
  const breaches = await breachesOf(read, caseId)
  const [watched] = await readMilestones(read, [base.po.id])
  return {
    ...base,
    ...(await nextReminder(read, base.one)),
    view: await purchaseOrderView(read, base.po),
    breaches,
    stillLate: breaches.filter(breach => watched && isStillLate(breach, watched.milestones)),
    answer: await lastAnswer(read, caseId),
  }
}

/** The breaches of a late case, the first due first. */
export function breachesOf(read: Reads, caseId: string): Promise<NoticeRow[]> {
  return read.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(asc(notices.dueAt), asc(notices.id))
}

async function lastAnswer(read: Reads, caseId: string): Promise<LateView['answer']> {
  const [row] = await read
    .select({ at: events.at, data: events.data })
    .from(events)
    .where(and(eq(events.about, caseId), eq(events.name, 'case.answered')))
    .orderBy(desc(events.id))
    .limit(1)
  if (!row) return null
  const { by, how } = row.data as Events['case.answered']
  return { at: row.at, by, how }
}
