import type { CaseFact, CaseKind } from '../cases/kind.ts'
import { closed, reopened } from '../cases/supplier-messages.ts'
import type { Events } from '../events.ts'
import { lateDetails } from './case-details.ts'
import { redrawSaid } from './draw.ts'
import { lateCard } from './late-card.ts'
import { LATE } from './late-cases.ts'
import { type LateView, lateView } from './late-view.ts'
import { mustBeLate } from './must-be-late.ts'
import { lateStaffCard } from './staff-card.ts'

type Raises = { readonly [N in CaseFact]?: (data: Events[N]) => { supplier?: boolean; staff?: boolean } }

/** Which of its two cards a fact puts up, where only a digest named it until then. */
const RAISES: Raises = {
  'case.taken': () => ({ staff: true }),
  'case.given': () => ({ staff: true }),
  'case.snoozed': () => ({ staff: true }),
  'case.woke': () => ({ staff: true }),
  'case.nudged': () => ({ supplier: true, staff: true }),
  'case.answered': () => ({ supplier: true }),
  'case.escalated': ({ to }) => (to === 'supplier' ? { supplier: true } : { staff: true }),
  'case.unanswered': () => ({ staff: true }),
}

/** A purchase order that breached a promise. It opens, answers and closes by itself. */
export const lateKind: CaseKind<LateView> = {
  name: LATE,
  prefix: 'L',
  title: 'Late shipment',
  plural: 'late shipments',
  room: 'alerts',
  escalation: [
    { to: 'supplier', after: { amount: 4, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 8, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: null,
  leavesSupplier: true,
  view: lateView,
  draw: late => ({ supplier: lateCard(late), staff: lateStaffCard(late) }),
  raises: ({ name, data }) =>
    (RAISES[name] as ((data: unknown) => ReturnType<NonNullable<Raises['case.taken']>>) | undefined)?.(data) ?? {},
  redraw: (speech, { po }) => redrawSaid(speech, [po.id]),
  ended: closed,
  // What opened it by itself says so too, and says more.
  reopened: (late, data, by) => (by.side === 'system' ? null : reopened(late, data)),
  mayReopen: mustBeLate,
  details: lateDetails,
}
