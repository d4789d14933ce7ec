import type { EventName, Events } from '../events.ts'
import { count, list } from '../kernel/words/text.ts'

const plain = (handle: string) => handle.replaceAll('_', ' ')
const noted = (note: string | null) => (note ? ` — ${note}` : '')

/** What each fact of a complaint or a return says in a story, after the name of who did it. For staff alone. */
export const TOLD_OF_CLAIMS = {
  'case.noted': ({ number, note }) => `noted on ${number}: ${note}`,
  'case.corrected': ({ number, ledger, from, to, why }) =>
    `corrected the ${ledger} of ${number} from ${from} to ${to} — ${why}`,
  'case.credited': ({ number, amount, left }) =>
    `recorded ${amount} as credit of ${number}${left ? `; ${left} is still to come` : ', which is all'}`,
  'case.credit_chased': ({ number, amount, to }) =>
    to === 'supplier'
      ? `reminded the supplier of its credit of ${amount} for ${number}`
      : `reported to the staff that the credit of ${amount} for ${number} has not come`,
  'case.evidence_added': ({ number, files, shows }) =>
    `added ${count(files, 'file')} to ${number}${shows ? `: ${shows}` : ''}`,
  'case.exported': ({ number, what }) => `made the ${what} of ${number}`,
  'complaint.received': ({ number, reason, pieces }) =>
    `received ${number}: ${plain(reason)}, ${count(pieces, 'piece')}`,
  'complaint.sent': ({ number }) => `asked the supplier about ${number}`,
  'question.asked': ({ number, question }) => `asked ${number}: ${question}`,
  'question.answered': ({ number, by, answer }) => `heard the answer of ${by} to ${number}: ${answer}`,
  'complaint.answered': ({ number, answer }) => `answered ${number}: ${answer}`,
  'complaint.asked_again': ({ number, question }) => `asked again about ${number}: ${question}`,
  'complaint.resolved': ({ number, resolution, refund, credit, replacement, note }) =>
    `resolved ${number}: ${[plain(resolution), refund, credit, replacement].filter(Boolean).join(', ')}${noted(note)}`,
  'complaint.replacement_lost': ({ number, replacement, why }) => `opened ${number} again: ${replacement} was ${why}`,
  'complaint.step_done': ({ number, what }) => `for ${number}: ${what}`,
  'complaint.step_skipped': ({ number, what }) => `for ${number}, ${what}`,
  'complaint.claimed': ({ number }) => `claimed ${number} with all that the agreement demands`,
  'complaint.claim_warned': ({ number, hours, missing }) =>
    `warned that the right to claim ${number} ${hours === 0 ? 'has ended' : `ends in ${hours} hours`}${missing.length > 0 ? `; missing: ${list(missing)}` : ''}`,
  'refund.wanted': ({ number, store, amount }) =>
    `asked ${store} what it would refund for ${number}${amount ? `: ${amount}` : ''}`,
  'refund.offered': ({ number, store, amounts }) => `heard from ${store}: ${list(amounts, 'or')} for ${number}`,
  'refund.not_offered': ({ number, store, why }) => `heard that ${store} would refund nothing for ${number}: ${why}`,
  'refund.asked': ({ number, store, amount }) => `asked ${store} to refund ${amount} for ${number}`,
  'refund.done': ({ number, store, amount }) => `had ${amount} refunded at ${store} for ${number}`,
  'refund.failed': ({ number, store, amount, why }) => `could not refund ${amount} at ${store} for ${number}: ${why}`,
  'refund.dropped': ({ number, store, amount }) => `gave up the refund of ${amount} at ${store} for ${number}`,
  'return.requested': ({ number, reason, pieces }) =>
    `requested ${number}: ${plain(reason)}, ${count(pieces, 'piece')}`,
  'return.approved': ({ number, rma }) => `approved ${number} under “${rma}”`,
  'return.declined': ({ number, reason, note }) => `declined ${number}: ${plain(reason)}${noted(note)}`,
  'return.withdrawn': ({ number, note }) => `withdrew ${number}${noted(note)}`,
  'return.instructed': ({ number, changed }) => `changed the ${list(changed)} of ${number}`,
  'return.posted_back': ({ number, carrier, tracking }) =>
    `recorded that ${number} is on its way back with ${carrier} ${tracking}`,
  'return.scanned': ({ number, carrier, tracking }) =>
    `recorded the first scan of ${carrier} ${tracking}, the parcel back of ${number}`,
  'return.received': ({ number }) => `received the parcel of ${number}`,
  'return.inspected': ({ number, found }) => `inspected ${number}: ${found}`,
  'return.expected': ({ number, ledger, amount, fell }) =>
    `set the ${ledger} of ${number} to ${amount}${fell ? ` instead of ${fell}` : ''}`,
  'return.settled': ({ number, ledger, amount, all }) =>
    `recorded ${amount} as ${ledger} of ${number}${all ? ', which is all' : ''}`,
  'return.mirrored': ({ number, store, state }) => `found that ${number} is ${state} in ${store}`,
  'return.told': ({ number, store, state }) => `brought ${number} up to date in ${store}: ${state} there`,
  'return.not_told': ({ number, store, why }) => `could not tell ${store} about ${number}: ${why}`,
  'return.not_taken': ({ store, pieces, numbers }) =>
    `found ${count(pieces, 'piece')} of a return in ${store} that can’t come back to a supplier${numbers.length > 0 ? `; ${list(numbers)} has the rest` : ''}`,
  'return.closed': ({ number, why, disagrees }) =>
    `closed ${number}${disagrees.length > 0 ? ` although: ${disagrees.join(' ')}` : ''}${noted(why)}`,
  'return.expiring': ({ number, hours }) =>
    hours === 0 ? `noticed that ${number} has expired` : `warned that ${number} expires in ${hours} hours`,
} as const satisfies { readonly [N in EventName]?: (data: Events[N]) => string }
