import type { CaseFact, CaseKind } from '../cases/kind.ts'
import { closed, reopened } from '../cases/supplier-messages.ts'
import type { Events } from '../events.ts'
import { redrawSaid } from './draw.ts'
import { lateCard } from './late-card.ts'
import { type LateView, lateView } from './late-view.ts'
import { lateMatter } from './matter.ts'
import { mustBeLate } from './must-be-late.ts'
import { staffCard } from './staff-card.ts'

type Raises = { readonly [N in CaseFact]?: (data: Events[N]) => { supplier?: boolean; staff?: boolean } }

/** Which of its two cards a fact puts up, where it was told in a digest alone until then. */
const RAISES: Raises = {
  'case.taken': () => ({ staff: true }),
  'case.given': () => ({ staff: true }),
  'case.snoozed': () => ({ staff: true }),
  'case.woke': () => ({ staff: true }),
  'case.nudged': () => ({ supplier: true, staff: true }),
  'case.answered': () => ({ supplier: true }),
  'case.climbed': ({ to }) => (to === 'supplier' ? { supplier: true } : { staff: true }),
  'case.unanswered': () => ({ staff: true }),
}

/** A purchase order that breached a promise. It opens, answers and closes by itself. */
export const lateKind: CaseKind<LateView> = {
  name: 'late',
  prefix: 'L',
  title: 'Late shipment',
  plural: 'late shipments',
  room: 'alerts',
  ladder: [
    { to: 'supplier', after: { amount: 4, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 8, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: null,
  leavesSupplier: true,
  view: lateView,
  draw: late => ({ supplier: lateCard(late), staff: staffCard(late) }),
  raises: ({ name, data }) =>
    (RAISES[name] as ((data: unknown) => ReturnType<NonNullable<Raises['case.taken']>>) | undefined)?.(data) ?? {},
  redraw: (speech, { po }) => redrawSaid(speech, po.id),
  ended: closed,
  // What opened it by itself says so too, and says more.
  reopened: (late, data, by) => (by.side === 'system' ? null : reopened(late, data)),
  mayReopen: mustBeLate,
  matter: lateMatter,
}
