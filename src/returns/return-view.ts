import { eq } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { entriesOf } from '../cases/books.ts'
import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import type { LedgerEntry } from '../cases/ledger.ts'
import { nextReminder } from '../cases/next-at.ts'
import { otherOpenCases } from '../cases/other-open-cases.ts'
import type { CaseFile } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type RefundView, refundView } from '../refunds/refund-view.ts'
import type { ReturnLine } from './inspection.ts'
import { returnLinesOf, timesOf } from './load-return.ts'
import { type ReturnState, returnState } from './return.ts'
import { type ReturnRow, returns } from './tables.ts'

/** A return as every card shows it. */
export type ReturnView = CaseView & {
  row: ReturnRow
  state: ReturnState
  lines: readonly ReturnLine[]
  files: readonly CaseFile[]
  entries: readonly LedgerEntry[]
  atStore: RefundView
  step: Reminder | null
  /** Other complaints and returns that were open when it was opened. */
  beside: readonly string[]
}

export async function returnView(read: Reads, caseId: string): Promise<ReturnView> {
  const base = await loadCaseView(read, caseId)
  const [row] = await read.select().from(returns).where(eq(returns.caseId, caseId))
  if (!row) throw new Error(`return ${caseId} is not here`)
  return {
    ...base,
    row,
    state: returnState(timesOf(base.one, row)),
    lines: await returnLinesOf(read, caseId),
    files: await filesOf(read, caseId),
    entries: await entriesOf(read, caseId),
    atStore: await refundView(read, base.one),
    step: (await nextReminder(read, base.one)).step,
    beside: await otherOpenCases(read, base.one),
  }
}
