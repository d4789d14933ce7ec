import { sql } from 'drizzle-orm'
import type { CaseDetails } from '../cases/case-details.ts'
import type { CaseFact, CaseKind } from '../cases/kind.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'
import { mayGoOn } from './may-go-on.ts'
import { parcelEnded, parcelResumed } from './messages.ts'
import { type ParcelView, parcelView } from './parcel-view.ts'
import { parcelName } from './parcel-words.ts'
import { redrawSaidOf } from './redraw-said.ts'
import { PARCEL } from './settle-troubles.ts'
import { parcelStaffCard } from './staff-card.ts'
import { parcelSupplierCard } from './supplier-card.ts'
import { parcelCases } from './tables.ts'
import { TROUBLES } from './trouble.ts'

/** Which of its two cards a fact puts up, where only a digest named it until then. */
const RAISES: Partial<Record<CaseFact, { supplier?: boolean; staff?: boolean }>> = {
  ...{ 'case.taken': { staff: true }, 'case.given': { staff: true }, 'case.snoozed': { staff: true } },
  ...{ 'case.woke': { staff: true }, 'case.unanswered': { staff: true } },
  'case.nudged': { supplier: true, staff: true },
}

/** A parcel in trouble on its way. It opens, goes on and closes by itself, by what its carrier says. */
export const parcelKind: CaseKind<ParcelView> = {
  name: PARCEL,
  prefix: 'P',
  title: 'Parcel',
  plural: 'parcels in trouble',
  room: 'alerts',
  escalation: [
    { to: 'supplier', after: { amount: 8, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 24, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 24, unit: 'hours' }, times: 2 },
  ],
  books: null,
  view: parcelView,
  draw: view => ({ supplier: parcelSupplierCard(view), staff: parcelStaffCard(view) }),
  raises: ({ name, data }) => {
    if (name !== 'case.escalated') return RAISES[name] ?? {}
    return data.to === 'supplier' ? { supplier: true } : { staff: true }
  },
  redraw: (speech, { all }) => redrawSaidOf(speech, all),
  ended: parcelEnded,
  reopened: parcelResumed,
  mayReopen: mayGoOn,
  async mayNudge({ db }, { id, number }) {
    const [kept] = await db.select().from(parcelCases).where(sql`${parcelCases.caseId} = ${id}`)
    if (kept?.sharedAt) return
    throw new Refusal(`${number} is not with the supplier yet. Ask the supplier: /parcel ask ${number}`)
  },
  hiddenFromSupplier: sql`exists (select 1 from ${parcelCases} where ${parcelCases.caseId} = ${cases.id} and ${parcelCases.sharedAt} is null)`,
  details: parcelDetails,
}

/** What an export tells of a parcel's case. */
async function parcelDetails(read: Reads, { id, closedAt }: Case): Promise<CaseDetails> {
  const { trouble, all, kept } = await parcelView(read, id)
  return {
    about: `${parcelName(trouble)} ${TROUBLES[trouble.trouble].words}`,
    happened: null,
    state: closedAt ? 'Closed' : 'Open',
    rows: [
      ...all.map(row => [TROUBLE_LABELS[row.trouble], row.since] as const),
      ['The supplier’s answer', kept.answer && `${kept.answer} (${kept.answeredBy})`] as const,
    ],
    ...{ refund: null, credit: null, replacementId: null },
  }
}
