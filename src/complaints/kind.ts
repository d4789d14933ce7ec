import { inArray, sql } from 'drizzle-orm'
import { isPosted, rootKey } from '../cases/card-keys.ts'
import type { CaseKind } from '../cases/kind.ts'
import { cases } from '../cases/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { complaintDetails } from './case-details.ts'
import { type ComplaintView, complaintView } from './complaint-view.ts'
import { refundComplaint } from './resolve-complaint.ts'
import { complaintStaffCard } from './staff-card.ts'
import { complaintSupplierCard } from './supplier-card.ts'
import { complaintLines, complaints } from './tables.ts'
import { complaintEnded, complaintResumed } from './thread-messages.ts'

/** What a customer complains of. Until it is sent, staff keep it to themselves. */
export const complaintKind: CaseKind<ComplaintView> = {
  name: 'complaint',
  prefix: 'C',
  title: 'Complaint',
  plural: 'complaints',
  room: 'support',
  escalation: [
    { to: 'supplier', after: { amount: 8, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 24, unit: 'hours' }, times: 2 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: { atOnce: true },
  ownEnd: 'is a complaint: it ends with its resolution, /complaint resolve',
  view: complaintView,
  draw: (view, now) => ({ supplier: complaintSupplierCard(view), staff: complaintStaffCard(view, now) }),
  ended: complaintEnded,
  reopened: complaintResumed,
  resume: (speech, id) => speech.ask('complaint.reopened', { case: id }),
  async mayNudge({ db }, { id, number }) {
    if (await isPosted(db, rootKey(id))) return
    throw new Refusal(`${number} is not with the supplier yet. Send it to the supplier: /complaint send ${number}`)
  },
  recordRefund: refundComplaint,
  refundedPieces: (db, ids) =>
    db
      .select()
      .from(complaintLines)
      .where(inArray(complaintLines.caseId, [...ids])),
  hiddenFromSupplier: sql`exists (select 1 from ${complaints} where ${complaints.caseId} = ${cases.id} and ${complaints.sentAt} is null)`,
  details: complaintDetails,
}
