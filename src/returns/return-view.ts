import { eq } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { entriesOf } from '../cases/books.ts'
import { type Brief, briefOf } from '../cases/case-view.ts'
import type { Step } from '../cases/escalation.ts'
import type { Entry } from '../cases/ledger.ts'
import { stepOf } from '../cases/next-at.ts'
import { besideOf } from '../cases/other-open-cases.ts'
import type { CaseFile } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { ReturnLine } from './inspection.ts'
import { returnLinesOf, timesOf } from './load-return.ts'
import { type State, stateOf } from './return.ts'
import { type ReturnRow, returns } from './tables.ts'

/** A return as every card shows it. */
export type ReturnView = Brief & {
  row: ReturnRow
  state: State
  lines: readonly ReturnLine[]
  files: readonly CaseFile[]
  entries: readonly Entry[]
  step: Step | null
  /** Other complaints and returns that were open when it was opened. */
  beside: readonly string[]
}

export async function returnView(read: Reads, caseId: string): Promise<ReturnView> {
  const brief = await briefOf(read, caseId)
  const [row] = await read.select().from(returns).where(eq(returns.caseId, caseId))
  if (!row) throw new Error(`return ${caseId} is not here`)
  return {
    ...brief,
    row,
    state: stateOf(timesOf(brief.one, row)),
    lines: await returnLinesOf(read, caseId),
    files: await filesOf(read, caseId),
    entries: await entriesOf(read, caseId),
    step: (await stepOf(read, brief.one)).step,
    beside: await besideOf(read, brief.one),
  }
}
