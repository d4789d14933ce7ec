import { inArray, sql } from 'drizzle-orm'
import { isUp, rootKey } from '../cases/keys.ts'
import type { CaseKind } from '../cases/kind.ts'
import { cases } from '../cases/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type ComplaintView, complaintView } from './complaint-view.ts'
import { complaintMatter } from './matter.ts'
import { staffCard } from './staff-card.ts'
import { supplierCard } from './supplier-card.ts'
import { complaintLines, complaints } from './tables.ts'
import { ended, resumed } from './thread-messages.ts'

/** What a customer complains of. Until it is sent, staff keep it to themselves. */
export const complaintKind: CaseKind<ComplaintView> = {
  name: 'complaint',
  prefix: 'C',
  title: 'Complaint',
  plural: 'complaints',
  room: 'support',
  ladder: [
    { to: 'supplier', after: { amount: 8, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 24, unit: 'hours' }, times: 2 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: { atOnce: true },
  ownEnd: 'is a complaint: it ends with its resolution, /complaint resolve',
  view: complaintView,
  draw: (view, now) => ({ supplier: supplierCard(view), staff: staffCard(view, now) }),
  ended,
  reopened: resumed,
  resume: (speech, id) => speech.ask('complaint.reopened', { case: id }),
  async mayNudge({ db }, { id, number }) {
    if (await isUp(db, rootKey(id))) return
    throw new Refusal(`${number} is not with the supplier yet. Send it on: /complaint send ${number}`)
  },
  refundedPieces: (db, ids) =>
    db
      .select()
      .from(complaintLines)
      .where(inArray(complaintLines.caseId, [...ids])),
  hiddenFromSupplier: sql`exists (select 1 from ${complaints} where ${complaints.caseId} = ${cases.id} and ${complaints.sentAt} is null)`,
  matter: complaintMatter,
}
