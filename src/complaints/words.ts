import type { Phrase, Tone } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { type ComplaintState, complaintState } from './complaint.ts'
import type { ComplaintView } from './complaint-view.ts'
import { COMPLAINT_REASONS } from './reason.ts'

/** The words and tone of each state, the same wherever it is shown; and whose move it is then. */
export const COMPLAINT_STATES: Readonly<
  Record<ComplaintState, { words: string; tone: Tone; next: (supplier: string) => string }>
> = {
  received: {
    words: 'Received, not with the supplier yet',
    tone: 'warning',
    next: () => 'Send it to the supplier, or resolve it',
  },
  with_supplier: { words: 'With the supplier', tone: 'waiting', next: supplier => `${supplier} answers` },
  answered: { words: 'Answered', tone: 'warning', next: () => 'Resolve it, or ask again' },
  resolved: { words: 'Resolved', tone: 'over', next: () => 'Nothing' },
}

export const complaintStateWords = (view: ComplaintView) => COMPLAINT_STATES[complaintState(view.complaint)]

/** `damaged: LAMP-OAK ×1 and BULB ×2` */
export function complaintAbout({ complaint, pieces }: Pick<ComplaintView, 'complaint' | 'pieces'>): string {
  const what = list(pieces.map(({ line, quantity }) => `${line.sku ?? line.title} ×${quantity}`))
  return `${COMPLAINT_REASONS[complaint.reason].toLowerCase()}: ${what}`
}

/** Until when the supplier takes a claim, from when that is counted, and what is missing; null where nothing was agreed. */
export function claimPhrase({ complaint, missing }: ComplaintView, now: Date): Phrase | null {
  const { claimBy, claimSince, claimedAt, claimFrom } = complaint
  if (!claimBy || !claimFrom) return null
  const by = { at: claimBy.toISOString() }
  const since = claimSince === 'shipped' ? 'counted from shipping, as no delivery is known' : 'counted from delivery'
  if (claimedAt) return ['Claimed in time, ', { at: claimedAt.toISOString() }]
  if (claimBy <= now) return ['The right to claim ended ', by, ` (${since})`]
  const lacks = missing.length > 0 ? `; missing: ${list(missing)}` : ''
  return ['Claim by ', by, ` (${since})${lacks}`]
}

/** `2 files`, or what they show. */
export function fileWords({ files }: Pick<ComplaintView, 'files'>): string {
  const shown = files.flatMap(({ shows }) => shows ?? [])
  return shown.length > 0 ? `${count(files.length, 'file')}: ${list([...new Set(shown)])}` : count(files.length, 'file')
}
