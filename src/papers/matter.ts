import { asc, eq } from 'drizzle-orm'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { ledgerInWords } from '../cases/ledger.ts'
import type { Case } from '../cases/tables.ts'
import { complaintView } from '../complaints/complaint-view.ts'
import * as complaint from '../complaints/words.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { notices } from '../late/tables.ts'
import { dueWords, foundWords } from '../late/words.ts'
import { foundWords as inspectedWords } from '../returns/inspection.ts'
import { returnView } from '../returns/return-view.ts'
import * as returned from '../returns/words.ts'

/** A label and what there is to say; null where there is nothing. */
export type Row = readonly [label: string, value: string | Date | null]

/** What a case is about, by its kind. */
export type Matter = {
  /** `damaged: LAMP-OAK ×1` */
  about: string
  /** What the customer says happened; null where nobody wrote it. */
  happened: string | null
  /** How it stands. */
  state: string
  rows: readonly Row[]
  refund: string | null
  credit: string | null
  /** The purchase order that replaces the goods. */
  replacementId: string | null
}

export function matterOf(read: Reads, { id, kind, closedAt }: Case): Promise<Matter> {
  switch (kind) {
    case 'complaint':
      return ofComplaint(read, id)
    case 'return':
      return ofReturn(read, id)
    case 'late':
      return ofLate(read, id, closedAt)
  }
}

async function ofComplaint(read: Reads, id: string): Promise<Matter> {
  const view = await complaintView(read, id)
  const { happened, answer, answeredBy, resolution, claimBy, claimedAt, replacementId } = view.complaint
  return {
    about: complaint.aboutWords(view),
    happened,
    state: complaint.stateWords(view).words,
    rows: [
      ['The supplier’s answer', answer && `${answer}${answeredBy ? ` (${answeredBy})` : ''}`],
      ['Claim to be made by', claimBy],
      ['Claimed', claimedAt],
      ['Resolution', resolution && RESOLUTIONS[resolution]],
      ['Replaced by', view.replacement?.number ?? null],
    ],
    refund: ledgerInWords(view.entries, 'refund'),
    credit: ledgerInWords(view.entries, 'credit'),
    replacementId,
  }
}

async function ofReturn(read: Reads, id: string): Promise<Matter> {
  const view = await returnView(read, id)
  const { row, entries, lines, state } = view
  return {
    about: returned.aboutWords(view),
    happened: row.happened,
    state: returned.STATES[state].words,
    rows: [
      ['RMA number', row.rma],
      ['Declined', row.declinedAt && returned.declineWords(view)],
      ['Send to', row.returnTo],
      ['Parcel back', row.tracking && `${row.carrierName} ${row.tracking}`],
      ['Received back', row.receivedAt],
      ['Found', row.inspectedAt && inspectedWords(lines)],
    ],
    refund: ledgerInWords(entries, 'refund'),
    credit: ledgerInWords(entries, 'credit'),
    replacementId: null,
  }
}

async function ofLate(read: Reads, id: string, closedAt: Date | null): Promise<Matter> {
  const fallen = await read.select().from(notices).where(eq(notices.caseId, id)).orderBy(asc(notices.dueAt))
  return {
    about: foundWords(fallen) || 'opened by hand',
    happened: null,
    state: closedAt ? 'Closed' : 'Open',
    rows: fallen.map(({ rule, dueAt }) => [dueWords(rule), dueAt] as const),
    ...{ refund: null, credit: null, replacementId: null },
  }
}
