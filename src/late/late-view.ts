import { and, asc, eq } from 'drizzle-orm'
import { type CaseView, loadCaseViews } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import { escalationOf, reminderAt } from '../cases/next-at.ts'
import type { Events } from '../events.ts'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { type PurchaseOrderView, purchaseOrderViews } from '../order-desk/order-view.ts'
import { LATE } from './late-cases.ts'
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
  const late = (await lateViews(read, [caseId])).get(caseId)
  if (!late) throw new Error(`case ${caseId} is not here`)
  return late
}

/** Several, by the case's id: in as many statements as one. */
export async function lateViews(read: Reads, caseIds: readonly string[]): Promise<ReadonlyMap<string, LateView>> {
  const all = await loadCaseViews(read, caseIds)
  if (all.length === 0) return new Map()
  const pos = all.map(({ po }) => po)
  const breaches = Map.groupBy(await breachesOf(read, caseIds), ({ caseId }) => caseId)
  const watched = new Map(
    (
      await readMilestones(
        read,
        pos.map(({ id }) => id),
      )
    ).map(one => [one.po.id, one]),
  )
  const escalation = await escalationOf(read, LATE)
  const views = await purchaseOrderViews(read, pos)
  const answers = await lastAnswers(read, caseIds)
  return new Map(
    all.flatMap(base => {
      const { one, po } = base
      const [view, own, milestones] = [views.get(po.id), breaches.get(one.id) ?? [], watched.get(po.id)?.milestones]
      if (!view) return []
      const stillLate = own.filter(breach => milestones && isStillLate(breach, milestones))
      const answer = answers.get(one.id) ?? null
      return [[one.id, { ...base, ...reminderAt(escalation, one), view, breaches: own, stillLate, answer }]]
    }),
  )
}

/** The breaches of late cases, the first due first. */
export function breachesOf(read: Reads, caseIds: readonly string[]): Promise<NoticeRow[]> {
  return read.select().from(notices).where(among(notices.caseId, caseIds)).orderBy(asc(notices.dueAt), asc(notices.id))
}

/** The last counts. */
async function lastAnswers(read: Reads, caseIds: readonly string[]) {
  const rows = await read
    .select({ caseId: events.about, at: events.at, data: events.data })
    .from(events)
    .where(and(among(events.about, caseIds), eq(events.name, 'case.answered')))
    .orderBy(asc(events.id))
  return new Map(
    rows.map(({ caseId, at, data }) => {
      const { by, how } = data as Events['case.answered']
      return [caseId, { at, by, how }]
    }),
  )
}
