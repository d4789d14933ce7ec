import { caseState, nextFacts, staffButtons, toOrder, whoseFacts } from '../cases/card-parts.ts'
import { closeWords } from '../cases/close-reason.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import type { Button, Card, Phrase } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { lateFacts, toneOf } from './late-card.ts'
import type { LateView } from './late-view.ts'
import { lateWords } from './words.ts'

/**
 * The staff's own card of a late case: who looks after it, what the supplier answered, and what happens next and when.
 */
export function lateStaffCard(late: LateView): Card {
  const { one, po } = late
  return {
    audience: 'staff',
    tone: toneOf(late),
    state: caseState(one),
    title: `${one.number}: ${po.number} ${one.closedAt ? 'was' : 'is'} late`,
    summary: summaryOf(late),
    facts: [...whoseFacts(late), ...lateFacts(late), ...nextFacts(late, nextOf(late))],
    buttons: buttons(late),
    context: [toOrder(late), ' · noticed ', { at: one.openedAt.toISOString() }],
  }
}

function summaryOf({ one, po, supplier, stillLate, breaches, answer }: LateView): string {
  if (one.closedAt) return `Closed by ${one.closedBy}: ${closeWords(one)}.`
  const found = lateWords(stillLate.length > 0 ? stillLate : breaches)
  const what = `${po.number} of ${supplier.name}${found ? `: ${found}` : ' is looked after'}.`
  return one.answeredAt && answer ? `${what} ${answer.by} ${answer.how}.` : what
}

/** What happens next, and when: no open case is without it. */
function nextOf({ one, po, supplier, step, of }: LateView): Phrase {
  if (one.snoozedUntil || one.nextAt) return nextPhrase({ one, supplier }, null, step)
  if (one.answeredAt) return po.promisedOn ? ['It ships by ', { at: po.promisedOn }] : 'It ships, or you ask again'
  return of > 0 ? `Decide: ${count(of, 'reminder')} brought no answer` : 'Decide: no more reminders'
}

function buttons({ one, po, stillLate }: LateView): readonly Button[] {
  const input = { case: one.id }
  const { take, give, snooze, reopen } = staffButtons(one)
  if (one.closedAt) return stillLate.length > 0 ? [reopen] : []
  const owner: Button = one.ownerName ? give : { ...take, style: 'primary' }
  return [
    { label: 'Nudge', command: 'case.nudge', input },
    snooze,
    owner,
    ...(canMovePurchaseOrder(po, 'cancel')
      ? [{ label: 'Re-route', command: 'late.reroute', input, asks: ['supplier'] } satisfies Button]
      : []),
    { label: 'Close', command: 'case.close', input, asks: ['reason', 'note'], style: 'danger' },
  ]
}
