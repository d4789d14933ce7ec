import type { CaseDetails } from '../cases/case-details.ts'
import { ledgerInWords } from '../cases/ledger.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { foundWords } from './inspection.ts'
import { returnView } from './return-view.ts'
import { declineWords, RETURN_STATES, returnAbout } from './words.ts'

/** What an export tells of a return. */
export async function returnDetails(read: Reads, { id }: Case): Promise<CaseDetails> {
  const view = await returnView(read, id)
  const { row, entries, lines, state } = view
  return {
    about: returnAbout(view),
    happened: row.happened,
    state: RETURN_STATES[state].words,
    rows: [
      ['RMA number', row.rma],
      ['Declined', row.declinedAt && declineWords(view)],
      ['Send to', row.returnTo],
      ['Parcel back', row.tracking && `${row.carrierName} ${row.tracking}`],
      ['Received back', row.receivedAt],
      ['Found', row.inspectedAt && foundWords(lines)],
    ],
    refund: ledgerInWords(entries, 'refund'),
    credit: ledgerInWords(entries, 'credit'),
    replacementId: null,
  }
}
