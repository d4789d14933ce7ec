import type { CaseView } from '../cases/case-view.ts'
import { openOf } from '../cases/ledger.ts'
import type { Events } from '../events.ts'
import type { Side } from '../kernel/shapes/actor.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import type { ComplaintView } from './complaint-view.ts'
import { complaintEndWords } from './supplier-card.ts'

/** What is said below the cards of a complaint when somebody must act, or may stop waiting. Buttons are on the cards alone. */

export function askedAgain(
  { supplier, one }: CaseView,
  fact: Events['complaint.asked_again'],
  pings: readonly Ping[],
): Card {
  return {
    audience: { supplierId: supplier.id },
    tone: 'waiting',
    title: `${fact.by} asks again about ${one.number}`,
    summary: fact.question,
    context: 'Please answer with the button on the card at the top of this thread.',
    pings,
  }
}

/** To the supplier: it is over, and how. */
export function complaintEnded(view: ComplaintView): Card {
  return {
    audience: { supplierId: view.supplier.id },
    tone: openOf(view.entries, 'credit') ? 'waiting' : 'over',
    title: `${view.one.number} is closed`,
    summary: complaintEndWords(view),
  }
}

/** To the supplier: it is open again. */
export function complaintResumed({ supplier, one }: ComplaintView, { by }: Events['case.reopened']): Card {
  const yours =
    one.waitingFor === 'supplier' ? ' Please answer with the button on the card at the top of this thread.' : ''
  return {
    audience: { supplierId: supplier.id },
    tone: 'warning',
    title: `${one.number} is open again`,
    summary: `${by} reopened it.${yours}`,
  }
}

/** An answer may have come by telephone: then staff wrote it down. */
export function answered(
  { supplier, one }: CaseView,
  fact: Events['complaint.answered'],
  { pings, side }: { pings: readonly Ping[]; side: Side },
): Card {
  return {
    audience: 'staff',
    tone: 'warning',
    title:
      side === 'supplier'
        ? `${fact.by} of ${supplier.name} answered ${one.number}`
        : `${fact.by} wrote down the answer of ${supplier.name} to ${one.number}`,
    summary: fact.answer,
    context: 'Resolve it, or ask again, with the buttons on the card above.',
    pings,
  }
}

/** The right to claim is about to die, or has. */
export function claimWarned(
  { one, supplier }: CaseView,
  fact: Events['complaint.claim_warned'],
  pings: readonly Ping[],
): Card {
  const lacks = fact.missing.length > 0 ? ` Still missing: ${list(fact.missing)}.` : ' It was not sent yet.'
  const gone = fact.hours === 0
  return {
    audience: 'staff',
    tone: 'bad',
    title: gone
      ? `The right to claim ${one.number} has ended`
      : `${one.number} can be claimed for ${spanOf(fact.hours)} more`,
    summary: gone
      ? `${supplier.name} no longer has to accept this claim.${lacks}`
      : `After that ${supplier.name} doesn’t have to accept it.${lacks}`,
    body: ['Claim by ', { at: fact.claimBy }],
    pings,
  }
}

export function replacementLost(
  { one }: CaseView,
  fact: Events['complaint.replacement_lost'],
  pings: readonly Ping[],
): Card {
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${fact.replacement} is not coming: ${one.number} is open again`,
    summary: `The replacement was ${fact.why}. Resolve the complaint in another way, or name another supplier.`,
    pings,
  }
}

const spanOf = (hours: number) => (hours > 48 ? `${Math.round(hours / 24)} days` : `${hours} hours`)
