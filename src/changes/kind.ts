import type { CaseKind } from '../cases/kind.ts'
import { closed, reopened } from '../cases/supplier-messages.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { CHANGE } from '../order-desk/change-cases.ts'
import { changeDetails } from './case-details.ts'
import { type ChangeView, changeView } from './change-view.ts'
import { changeStaffCard } from './staff-card.ts'
import { changeCaseCard } from './supplier-card.ts'

/** A change after forwarding that its supplier has not answered. It opens and closes by itself. */
export const changeKind: CaseKind<ChangeView> = {
  name: CHANGE,
  prefix: 'Q',
  title: 'Open change',
  plural: 'open changes',
  room: 'alerts',
  escalation: [
    { to: 'supplier', after: { amount: 4, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 8, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: null,
  ownEnd: 'ends with an answer to its change. Write down what the supplier said: /change show',
  view: changeView,
  draw: change => ({ supplier: changeCaseCard(change), staff: changeStaffCard(change) }),
  // The question itself is a message of its own in the supplier's room: a second one is posted as a reminder.
  raises: ({ name, data }) => {
    if (name === 'case.nudged') return { supplier: true, staff: true }
    if (name === 'case.escalated') return data.to === 'supplier' ? { supplier: true } : { staff: true }
    return name === 'case.answered' || name === 'case.corrected' ? {} : { staff: true }
  },
  ended: closed,
  reopened,
  async mayReopen({ db }, one) {
    const { po, open } = await changeView(db, one.id)
    if (open.length === 0) throw new Refusal(`${one.number} stays closed: nothing is asked of ${po.number} now.`)
  },
  details: changeDetails,
}
