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
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { type RefundView, refundView } from '../refunds/refund-view.ts'
import { missingEvidence } from './claim.ts'
import { type ComplaintPiece, complaintPieces } from './complaint-pieces.ts'
import { type Complaint, complaints } from './tables.ts'
import { readPath, type UnreceivedPath } from './unreceived/read-path.ts'

/** A complaint as every card shows it. */
export type ComplaintView = CaseView & {
  complaint: Complaint
  pieces: readonly ComplaintPiece[]
  files: readonly CaseFile[]
  /** What a claim must come with and nobody has shown yet. */
  missing: readonly string[]
  entries: readonly LedgerEntry[]
  atStore: RefundView
  /** The purchase order that replaces the pieces. */
  replacement: { number: string; supplierId: string } | null
  step: Reminder | null
  /** Of a parcel that was delivered and not received. */
  path: UnreceivedPath | null
  /** Other complaints and returns that were open when it was opened. */
  beside: readonly string[]
}

export async function complaintView(read: Reads, caseId: string): Promise<ComplaintView> {
  const base = await loadCaseView(read, caseId)
  const [complaint] = await read.select().from(complaints).where(eq(complaints.caseId, caseId))
  if (!complaint) throw new Error(`complaint ${caseId} is not here`)
  const files = await filesOf(read, caseId)
  return {
    ...base,
    complaint,
    pieces: await complaintPieces(read, caseId),
    // What names the customer is on no card.
    files: files.filter(({ isPrivate }) => !isPrivate),
    path: await readPath(read, base.one, complaint),
    missing: missingEvidence(
      complaint.claimEvidence,
      files.map(file => file.shows),
    ),
    entries: await entriesOf(read, caseId),
    atStore: await refundView(read, base.one),
    replacement: await replacementOf(read, complaint),
    step: (await nextReminder(read, base.one)).step,
    beside: await otherOpenCases(read, base.one),
  }
}

async function replacementOf(read: Reads, { replacementId }: Complaint): Promise<ComplaintView['replacement']> {
  if (!replacementId) return null
  const [po] = await read
    .select({ number: purchaseOrders.number, supplierId: purchaseOrders.supplierId })
    .from(purchaseOrders)
    .where(eq(purchaseOrders.id, replacementId))
  return po ?? null
}
