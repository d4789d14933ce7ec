import { ledgerInWords } from '../cases/ledger.ts'
import type { Card, CardLine, Phrase, Tone } from '../kernel/shapes/card.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import type { StoreReturn } from '../kernel/shapes/storefront.ts'
import { list } from '../kernel/words/text.ts'
import { foundWords } from './inspection.ts'
import { RETURN_DECLINES, RETURN_REASONS } from './reason.ts'
import type { ReturnState } from './return.ts'
import type { ReturnView } from './return-view.ts'

/** The words and tone of each state, the same wherever it is shown; and whose move it is then. */
export const RETURN_STATES: Readonly<
  Record<ReturnState, { words: string; tone: Tone; next: (supplier: string) => string }>
> = {
  requested: { words: 'Requested', tone: 'waiting', next: supplier => `${supplier} approves or declines` },
  approved: { words: 'Approved', tone: 'waiting', next: () => 'The customer sends it back' },
  on_its_way: { words: 'On its way back', tone: 'waiting', next: supplier => `${supplier} receives it` },
  received: { words: 'Received', tone: 'waiting', next: supplier => `${supplier} inspects it` },
  inspected: { words: 'Inspected', tone: 'warning', next: () => 'Pay the customer back in the store, and record it' },
  refunded: { words: 'Refund recorded', tone: 'waiting', next: supplier => `${supplier} credits it` },
  credited: { words: 'Refund and credit recorded', tone: 'warning', next: () => 'Close it' },
  closed: { words: 'Closed', tone: 'over', next: () => 'Nothing' },
  declined: { words: 'Declined', tone: 'bad', next: () => 'Nothing' },
  withdrawn: { words: 'Withdrawn', tone: 'over', next: () => 'Nothing' },
}

/** How a return is in its store, which may decide by itself. */
export const STORE_STATES_SAID: Readonly<Record<StoreReturn['state'], string>> = {
  requested: 'Requested there',
  open: 'Approved there',
  declined: 'Declined there',
  cancelled: 'Cancelled there',
  closed: 'Closed there',
}

/** What a supplier may know of a state: what the customer gets back is the staff’s business. */
export function supplierState(state: ReturnState): string {
  return state === 'refunded' || state === 'credited' ? RETURN_STATES.inspected.words : RETURN_STATES[state].words
}

/** `no longer wanted: LAMP-OAK ×1` */
export function returnAbout({ row, lines }: Pick<ReturnView, 'row' | 'lines'>): string {
  const what = list(lines.map(({ sku, title, quantity }) => `${sku ?? title} ×${quantity}`))
  return `${RETURN_REASONS[row.reason].toLowerCase()}: ${what}`
}

/** `final sale — worn` */
export function declineWords({ row }: Pick<ReturnView, 'row'>): string {
  const reason = RETURN_DECLINES[row.declineReason ?? 'other'].toLowerCase()
  if (!row.declineNote) return reason
  return reason === 'other' ? row.declineNote : `${reason} — ${row.declineNote}`
}

/** What both sides are shown of a return, in the reader's zone where none is given. */
export function factsOf({ row, lines, entries }: ReturnView, zone?: string) {
  const moment = (at: Date): Phrase => ({ at: at.toISOString(), ...(zone && { zone }) })
  const credit = ledgerInWords(entries, 'credit')
  const facts: readonly ({ label: string; value: Phrase } | false | null)[] = [
    credit !== null && { label: 'Supplier credit', value: credit },
    row.rma !== null && { label: 'RMA number', value: row.rma },
    row.expiresAt !== null && !row.postedAt && { label: 'Send by', value: moment(row.expiresAt) },
    row.tracking !== null && {
      label: 'Parcel back',
      value: `${row.carrierName} ${row.tracking}${row.scannedAt && !row.receivedAt ? ' (scanned)' : ''}`,
    },
    row.inspectedAt !== null && { label: 'Found', value: foundWords(lines) },
    // The long ones last: where a chat shows less, they fall off first.
    row.returnTo !== null && { label: 'Send to', value: row.returnTo },
    row.instructions !== null && { label: 'Instructions', value: row.instructions },
  ]
  return facts.filter(fact => fact !== false && fact !== null)
}

export function cardLines({ lines }: Pick<ReturnView, 'lines'>): readonly CardLine[] {
  return lines.map(({ sku, title, quantity }) => ({ text: title, quantity, ...(sku && { detail: sku }) }))
}

export function attachedTo({ files }: Pick<ReturnView, 'files'>): Pick<Card, 'files'> {
  const newest = files.slice(-MOST_ATTACHED).map(({ fileId, name }) => ({ file: fileId, name }))
  return newest.length > 0 ? { files: newest } : {}
}
