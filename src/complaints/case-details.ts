import type { CaseDetails } from '../cases/case-details.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { ledgerInWords } from '../cases/ledger.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { capital } from '../kernel/words/text.ts'
import { complaintView } from './complaint-view.ts'
import { stepDone } from './unreceived/words.ts'
import { complaintAbout, complaintStateWords } from './words.ts'

/** What an export tells of a complaint. */
export async function complaintDetails(read: Reads, { id }: Case): Promise<CaseDetails> {
  const view = await complaintView(read, id)
  const { happened, answer, answeredBy, resolution, claimBy, claimedAt, replacementId } = view.complaint
  return {
    about: complaintAbout(view),
    happened,
    state: complaintStateWords(view).words,
    rows: [
      ['The supplier’s answer', answer && `${answer}${answeredBy ? ` (${answeredBy})` : ''}`],
      ['Claim to be made by', claimBy],
      ['Claimed', claimedAt],
      ...(view.path?.steps ?? []).map(step => [capital(stepDone(step)), step.doneAt] as const),
      ['Resolution', resolution && RESOLUTIONS[resolution]],
      ['Replaced by', view.replacement?.number ?? null],
    ],
    refund: ledgerInWords(view.entries, 'refund'),
    credit: ledgerInWords(view.entries, 'credit'),
    replacementId,
  }
}
