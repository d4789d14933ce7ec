import { closeWords } from '../cases/close-reason.ts'
import type { Button, Card, Phrase } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { lateFacts, toneOf } from './late-card.ts'
import type { LateView } from './late-view.ts'
import { lateWords } from './words.ts'

/** The staff's own card of a late case: who looks after it, what the supplier answered, and what happens next and when. */
export function lateStaffCard(late: LateView): Card {
  const { one, po, supplier } = late
  return {
    audience: 'staff',
    tone: toneOf(late),
    title: `${one.number}: ${po.number} ${one.closedAt ? 'was' : 'is'} late`,
    summary: summaryOf(late),
    facts: [
      { label: 'Supplier', value: supplier.name },
      ...lateFacts(late),
      { label: 'Owner', value: one.ownerName ?? 'nobody yet' },
      ...(one.closedAt ? [] : [{ label: 'Next', value: lateNextPhrase(late) }]),
    ],
    buttons: buttons(late),
    context: ['Noticed ', { at: one.openedAt.toISOString() }],
  }
}

function summaryOf({ one, po, supplier, stillLate, breaches, answer }: LateView): string {
  if (one.closedAt) return `Closed by ${one.closedBy}: ${closeWords(one)}.`
  const found = lateWords(stillLate.length > 0 ? stillLate : breaches)
  const what = `${po.number} of ${supplier.name}${found ? `: ${found}` : ' is looked after'}.`
  return one.answeredAt && answer ? `${what} ${answer.by} ${answer.how}.` : what
}

/** What happens next, and when: no open case is without it. */
export function lateNextPhrase({ one, po, supplier, step, of }: LateView): Phrase {
  if (one.snoozedUntil) return ['Silent until ', { at: one.snoozedUntil.toISOString() }]
  if (one.nextAt) {
    const at = { at: one.nextAt.toISOString() }
    if (!step) return ['Reported as unanswered: ', at]
    return [`Waybill reminds ${whom(step.to, one.ownerName, supplier.name)} next: `, at]
  }
  if (one.answeredAt) return po.promisedOn ? ['It ships by ', { at: po.promisedOn }] : 'It ships, or you ask again'
  return of > 0 ? `Decide: ${count(of, 'reminder')} brought no answer` : 'Decide: nobody is reminded of it'
}

function whom(to: NonNullable<LateView['step']>['to'], owner: string | null, supplier: string): string {
  if (typeof to !== 'string') return to.name
  if (to === 'supplier') return supplier
  return to === 'owner' && owner ? owner : 'the staff'
}

function buttons({ one, po, stillLate }: LateView): readonly Button[] {
  const input = { case: one.id }
  const reopen: Button = { label: 'Reopen', command: 'case.reopen', input, asks: ['why'] }
  if (one.closedAt) return stillLate.length > 0 ? [reopen] : []
  const owner: Button = one.ownerName
    ? { label: 'Give', command: 'case.give', input, asks: ['person'] }
    : { label: 'Take', command: 'case.take', input, style: 'primary' }
  return [
    { label: 'Nudge', command: 'case.nudge', input },
    { label: 'Snooze', command: 'case.snooze', input, asks: ['until'] },
    owner,
    ...(canMovePurchaseOrder(po, 'cancel')
      ? [{ label: 'Re-route', command: 'late.reroute', input, asks: ['supplier'] } satisfies Button]
      : []),
    { label: 'Close', command: 'case.close', input, asks: ['reason', 'note'], style: 'danger' },
  ]
}
