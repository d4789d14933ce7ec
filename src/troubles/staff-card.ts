import { caseState, nextFacts, staffButtons, toOrder, whoseFacts } from '../cases/card-parts.ts'
import { closeWords } from '../cases/close-reason.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import type { Button, Card, Tone } from '../kernel/shapes/card.ts'
import type { ParcelView } from './parcel-view.ts'
import { parcelFacts, troubleWords } from './parcel-words.ts'
import { TROUBLES } from './trouble.ts'

/** The staff's own card of a parcel in trouble: what its carrier says, what the supplier answered, and what is next. */
export function parcelStaffCard(view: ParcelView): Card {
  const { one, po, kept, trouble, parcel } = view
  return {
    audience: 'staff',
    tone: parcelTone(view),
    state: caseState(one),
    title: `${one.number}: a parcel of ${po.number} ${TROUBLES[trouble.trouble].words}`,
    summary: one.closedAt
      ? `${troubleWords(trouble)} Closed by ${one.closedBy}: ${closeWords(one)}.`
      : troubleWords(trouble),
    facts: [
      ...whoseFacts(view),
      ...parcelFacts(trouble, parcel),
      ...(kept.question ? [{ label: 'Asked', value: kept.question }] : []),
      ...(kept.answer && kept.answeredBy ? [{ label: 'Answer', value: `${kept.answeredBy}: ${kept.answer}` }] : []),
      ...nextFacts(view, nextPhrase(view, nextWords(view), view.step)),
    ],
    buttons: buttons(view),
    context: [toOrder(view), ' · noticed ', { at: one.openedAt.toISOString() }],
  }
}

export function parcelTone({ one }: Pick<ParcelView, 'one'>): Tone {
  if (one.closedAt) return 'over'
  return one.waitingFor === 'supplier' ? 'waiting' : 'bad'
}

function nextWords({ one, supplier, trouble, kept }: ParcelView): string {
  if (one.waitingFor === 'supplier') return `${supplier.name} answers`
  return kept.answer ? 'Open a claim, ask again, or close it' : TROUBLES[trouble.trouble].next
}

/** What is next first; all else is under *More*. */
function buttons({ one, kept }: ParcelView): readonly Button[] {
  const input = { case: one.id }
  const { take, give, reopen, more } = staffButtons(one)
  if (one.closedAt) return kept.complaintId ? [more] : [reopen, more]
  const waits = one.waitingFor === 'supplier'
  const ask: Button = waits
    ? { label: 'Nudge', command: 'case.nudge', input }
    : { label: kept.sharedAt ? 'Ask again' : 'Ask the supplier', command: 'parcel.ask', input, asks: ['question'] }
  const claim: Button = { label: 'Open a claim', command: 'parcel.claim', input, asks: ['happened'] }
  return [
    kept.answer || !waits ? { ...claim, style: 'primary' } : claim,
    ask,
    one.ownerName ? give : take,
    { label: 'Close', command: 'case.close', input, asks: ['reason', 'note'], style: 'danger' },
    more,
  ]
}
