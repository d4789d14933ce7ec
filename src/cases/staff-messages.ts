import type { Events } from '../events.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import type { CaseView } from './case-view.ts'

type Told = Pick<Card, 'tone' | 'title' | 'summary' | 'pings' | 'urgent'>

/** A message in the staff's own thread of a case. */
const toStaff = (told: Told): Card => ({ audience: 'staff', ...told })

/** Somebody was handed a case. */
export function given({ one, po, supplier }: CaseView, { owner, from }: Events['case.given'], by: string): Card {
  const before = from && from !== by ? ` It was ${from}’s.` : ''
  return toStaff({
    tone: 'waiting',
    title: `${one.number} is ${owner.name}’s`,
    summary: `${by} gave ${one.number} (${po.number}, ${supplier.name}) to ${owner.name}.${before}`,
    pings: owner.name === by ? [] : [owner],
    urgent: true,
  })
}

/** A snooze is over. */
export function woke({ one, po, supplier }: CaseView, pings: readonly Ping[]): Card {
  const summary = one.answeredAt
    ? `${supplier.name} answered meanwhile; ${po.number} is still open.`
    : `${supplier.name} has not answered about ${po.number}.`
  return toStaff({ tone: 'warning', title: `The snooze of ${one.number} is over`, summary, pings })
}

/** The escalation has come to the staff. */
export function escalated(
  { one, po, supplier }: CaseView,
  fact: Events['case.escalated'],
  pings: readonly Ping[],
): Card {
  const waits = one.waitingFor === 'supplier' ? `${supplier.name} has not answered` : 'Nobody has answered'
  return toStaff({
    tone: 'bad',
    title: `${one.number} waits for an answer`,
    summary: `${waits} about ${po.number}. This is reminder ${fact.step} of ${fact.of}.`,
    pings,
  })
}

/** The escalation has come to its end. */
export function unanswered({ one, po }: CaseView, { of }: Events['case.unanswered'], pings: readonly Ping[]): Card {
  return toStaff({
    tone: 'bad',
    title: `Nobody answered ${one.number}`,
    summary: `${count(of, 'reminder')} about ${po.number} brought no answer, and there will be no more. Decide what to do with the buttons above.`,
    pings,
    urgent: true,
  })
}

/** The reminders of a credit brought nothing. */
export function creditNotCome(
  { one, supplier }: CaseView,
  { amount }: Events['case.credit_chased'],
  pings: readonly Ping[],
): Card {
  return toStaff({
    tone: 'bad',
    title: `The credit for ${one.number} has not come`,
    summary: `${supplier.name} still owes ${amount} after several reminders, and gets no more. Record it when it comes: /case credit ${one.number}. All of them: /case list credits.`,
    pings,
    urgent: true,
  })
}
