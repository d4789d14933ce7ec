import { inArray } from 'drizzle-orm'
import type { CaseKind } from '../cases/kind.ts'
import { returnMatter } from './matter.ts'
import { mustFit } from './must-fit.ts'
import { type ReturnView, returnView } from './return-view.ts'
import { staffCard } from './staff-card.ts'
import { supplierCard } from './supplier-card.ts'
import { returnLines } from './tables.ts'
import { ended, resumed } from './thread-messages.ts'

/** What a customer sends back. */
export const returnKind: CaseKind<ReturnView> = {
  name: 'return',
  prefix: 'R',
  title: 'Return',
  plural: 'returns',
  room: 'support',
  ladder: [
    { to: 'supplier', after: { amount: 2, unit: 'working days' }, times: 2 },
    { to: 'owner', after: { amount: 48, unit: 'hours' }, times: 2 },
    { to: 'staff', after: { amount: 48, unit: 'hours' }, times: 2 },
  ],
  books: { atOnce: false },
  ownEnd: 'is a return: it ends when its ledgers agree, /return close',
  view: returnView,
  draw: view => ({ supplier: supplierCard(view), staff: staffCard(view) }),
  ended,
  reopened: resumed,
  mayReopen: mustFit,
  resume: (speech, id) => speech.ask('return.reopened', { case: id }),
  refundedPieces: (db, ids) =>
    db
      .select()
      .from(returnLines)
      .where(inArray(returnLines.caseId, [...ids])),
  matter: returnMatter,
}
