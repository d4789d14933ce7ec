import { and, asc, eq } from 'drizzle-orm'
import { type CaseView, loadCaseViews } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import { escalationOf, reminderAt } from '../cases/next-at.ts'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Shipment, shipments } from '../shipments/tables.ts'
import { PARCEL } from './settle-troubles.ts'
import { type ParcelCase, parcelCases, parcelTroubles, type TroubleRow } from './tables.ts'

/** A parcel's case as every card shows it. */
export type ParcelView = CaseView & {
  kept: ParcelCase
  /** Null once it was taken off. */
  parcel: Shipment | null
  /** What it is in trouble by, else what it was in last. */
  trouble: TroubleRow
  /** All that befell it, the first first. */
  all: readonly TroubleRow[]
  step: Reminder | null
}

export async function parcelView(read: Reads, caseId: string): Promise<ParcelView> {
  const [base] = await loadCaseViews(read, [caseId])
  const [kept] = await read.select().from(parcelCases).where(eq(parcelCases.caseId, caseId))
  if (!base || !kept) throw new Error(`parcel case ${caseId} is not here`)
  const [parcel = null] = await read.select().from(shipments).where(eq(shipments.id, kept.shipmentId))
  const all = await read
    .select()
    .from(parcelTroubles)
    .where(eq(parcelTroubles.caseId, caseId))
    .orderBy(asc(parcelTroubles.noticedAt), asc(parcelTroubles.since))
  const trouble = all.find(({ endedAt }) => !endedAt) ?? all.at(-1)
  if (!trouble) throw new Error(`parcel case ${caseId} has no trouble`)
  return { ...base, kept, parcel, trouble, all, ...reminderAt(await escalationOf(read, PARCEL), base.one) }
}

/** A trouble that was only said, as its card shows it. */
export type AlertView = { row: TroubleRow; parcel: Shipment | null }

/** Several, in the order in which they were noticed. */
export async function alertViews(read: Reads, ids: readonly string[]): Promise<readonly AlertView[]> {
  return read
    .select({ row: parcelTroubles, parcel: shipments })
    .from(parcelTroubles)
    .leftJoin(shipments, and(eq(shipments.id, parcelTroubles.shipmentId), eq(shipments.number, parcelTroubles.number)))
    .where(among(parcelTroubles.id, ids))
    .orderBy(asc(parcelTroubles.noticedAt), asc(parcelTroubles.id))
}
