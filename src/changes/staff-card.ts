import { nextFacts, staffButtons, toOrder, whoseFacts } from '../cases/card-parts.ts'
import { closeWords } from '../cases/close-reason.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { CHANGE_TITLES } from '../purchase-orders/change.ts'
import { askedWords } from '../purchase-orders/open-changes.ts'
import type { ChangeView } from './change-view.ts'
import { answers } from './supplier-card.ts'

/** The staff's own card of an unanswered change: what was asked, since when, and what happens next. */
export function changeStaffCard(change: ChangeView): Card {
  const { one, po, supplier, open, step } = change
  return {
    audience: 'staff',
    tone: one.closedAt ? 'over' : 'bad',
    title: `${one.number}: a change of ${po.number} ${one.closedAt ? 'was' : 'is'} open`,
    summary: one.closedAt
      ? `Closed by ${one.closedBy}: ${closeWords(one)}.`
      : `${supplier.name} has not answered: ${askedWords(open)} of ${po.number}.`,
    facts: [
      ...whoseFacts(change),
      ...open.map(({ kind, what }) => ({ label: CHANGE_TITLES[kind], value: what })),
      ...nextFacts(change, nextPhrase(change, null, step)),
    ],
    buttons: one.closedAt ? [] : buttons(change),
    context: [toOrder(change), ' · asked ', { at: one.openedAt.toISOString() }],
  }
}

/** What the supplier said on the telephone, staff put down for it. */
function buttons(change: ChangeView): readonly Button[] {
  const { one } = change
  const { take, give, snooze } = staffButtons(one)
  return [
    { label: 'Nudge', command: 'case.nudge', input: { case: one.id }, style: 'primary' },
    snooze,
    one.ownerName ? give : take,
    ...answers(change).map(({ style, ...button }) => ({ ...button, label: `Supplier said ${said(button.label)}` })),
  ]
}

const said = (label: string) => (label === 'Accept' ? 'yes' : 'no')
