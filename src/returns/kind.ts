import { inArray } from 'drizzle-orm'
import type { CaseKind } from '../cases/kind.ts'
import { returnDetails } from './case-details.ts'
import { mustFit } from './must-fit.ts'
import { type ReturnView, returnView } from './return-view.ts'
import { recordStoreRefund } from './settle-amount.ts'
import { returnStaffCard } from './staff-card.ts'
import { returnSupplierCard } from './supplier-card.ts'
import { returnLines } from './tables.ts'
import { returnEnded, returnResumed } from './thread-messages.ts'

/** What a customer sends back. */
export const returnKind: CaseKind<ReturnView> = {
  name: 'return',
  prefix: 'R',
  title: 'Return',
  plural: 'returns',
  room: 'support',
  escalation: [
    { to: 'supplier', after: { amount: 2, unit: 'working days' }, times: 2 },
    { to: 'owner', after: { amount: 48, unit: 'hours' }, times: 2 },
    { to: 'staff', after: { amount: 48, unit: 'hours' }, times: 2 },
  ],
  books: { atOnce: false },
  ownEnd: 'is a return: it ends when its ledgers agree, /return close',
  view: returnView,
  draw: view => ({ supplier: returnSupplierCard(view), staff: returnStaffCard(view) }),
  ended: returnEnded,
  reopened: returnResumed,
  mayReopen: mustFit,
  resume: (speech, id) => speech.ask('return.reopened', { case: id }),
  recordRefund: recordStoreRefund,
  refundedPieces: (db, ids) =>
    db
      .select()
      .from(returnLines)
      .where(inArray(returnLines.caseId, [...ids])),
  details: returnDetails,
}
