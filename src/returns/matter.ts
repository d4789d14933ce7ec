import { ledgerInWords } from '../cases/ledger.ts'
import type { Matter } from '../cases/matter.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { foundWords } from './inspection.ts'
import { returnView } from './return-view.ts'
import { aboutWords, declineWords, STATES } from './words.ts'

/** What a paper tells of a return. */
export async function returnMatter(read: Reads, { id }: Case): Promise<Matter> {
  const view = await returnView(read, id)
  const { row, entries, lines, state } = view
  return {
    about: aboutWords(view),
    happened: row.happened,
    state: STATES[state].words,
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
