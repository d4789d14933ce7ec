import type { CaseDetails } from '../cases/case-details.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { CHANGE_TITLES } from '../purchase-orders/change.ts'
import { changeView } from './change-view.ts'

/** What an export tells of the open changes of a purchase order: every one that was asked while the case was open. */
export async function changeDetails(read: Reads, one: Case): Promise<CaseDetails> {
  const { view } = await changeView(read, one.id)
  const own = view.changes.filter(
    ({ requestedAt }) => requestedAt >= one.openedAt && (!one.closedAt || requestedAt <= one.closedAt),
  )
  return {
    about: own.map(({ kind, what }) => `${CHANGE_TITLES[kind].toLowerCase()}: ${what}`).join(' '),
    happened: null,
    state: one.closedAt ? 'Closed' : 'Open',
    rows: own.map(({ kind, requestedAt }) => [CHANGE_TITLES[kind], requestedAt] as const),
    ...{ refund: null, credit: null, replacementId: null },
  }
}
