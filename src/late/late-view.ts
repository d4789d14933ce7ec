import { and, asc, desc, eq } from 'drizzle-orm'
import { type Brief, briefOf } from '../cases/brief.ts'
import type { Step } from '../cases/ladder.ts'
import { stepOf } from '../cases/next-at.ts'
import type { Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { type PurchaseOrderView, purchaseOrderView } from '../order-desk/order-view.ts'
import { stands } from './notice.ts'
import { readStandings } from './read-standing.ts'
import { type NoticeRow, notices } from './tables.ts'

/** A late case as every card shows it. */
export type LateView = Brief & {
  view: PurchaseOrderView
  /** Every breach that was noticed, the first due first; `standing` are those that nothing has ended. */
  breaches: readonly NoticeRow[]
  standing: readonly NoticeRow[]
  /** The supplier's last answer, in words. */
  answer: { at: Date; by: string; how: string } | null
  /** What the ladder says next, and how often it speaks in all. */
  step: Step | null
  of: number
}

export async function lateView(read: Reads, caseId: string): Promise<LateView> {
  const brief = await briefOf(read, caseId)
  const breaches = await breachesOf(read, caseId)
  const [watched] = await readStandings(read, [brief.po.id])
  return {
    ...brief,
    ...(await stepOf(read, brief.one)),
    view: await purchaseOrderView(read, brief.po),
    breaches,
    standing: breaches.filter(breach => watched && stands(breach, watched.standing)),
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
