import { RESOLUTIONS } from '../cases/close-reason.ts'
import { ledgerInWords } from '../cases/ledger.ts'
import type { Matter } from '../cases/matter.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { complaintView } from './complaint-view.ts'
import { aboutWords, stateWords } from './words.ts'

/** What a paper tells of a complaint. */
export async function complaintMatter(read: Reads, { id }: Case): Promise<Matter> {
  const view = await complaintView(read, id)
  const { happened, answer, answeredBy, resolution, claimBy, claimedAt, replacementId } = view.complaint
  return {
    about: aboutWords(view),
    happened,
    state: stateWords(view).words,
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
