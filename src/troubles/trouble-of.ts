import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { max } from 'date-fns/max'
import type { CarrierDetail } from '../kernel/shapes/feed.ts'
import type { Limits } from '../shipments/limits.ts'
import type { Shipment } from '../shipments/tables.ts'
import type { Trouble } from '../shipments/trouble-labels.ts'

/** How long after a carrier speaks again its silent parcels are given, hours: feeds catch up within half a day. */
export const GRACE_HOURS = 24

/** A parcel as the rule knows it. */
export type ParcelFacts = Pick<
  Shipment,
  'recordedAt' | 'scanBy' | 'scannedAt' | 'deliveredAt' | 'tag' | 'detail' | 'tagSince' | 'saidAt'
> & {
  /** Since when a feed follows its number, or refuses to; null while none does. */
  followedAt: Date | null
  isRefused: boolean
  isAbroad: boolean
  /** Its carrier delivered it far from where it was sent. */
  isElsewhere: boolean
  /** When its carrier last spoke again after it had been silent about all. */
  carrierBackAt: Date | null
  /** Nobody waits for it any more: its purchase order was cancelled. */
  isOver: boolean
}

/** A trouble and when it begins: `since` it is so, `at` it is said. */
export type TroubleDue = {
  trouble: Trouble
  since: Date
  at: Date
  /** Until when something can be done: the last day of a pick-up. */
  until: Date | null
  /** It rests on nothing but silence: where a carrier says nothing of any parcel, that means little. */
  isSilence: boolean
}

/** The trouble that a parcel is in; null where all is well. Pure. */
export function troubleOf(parcel: ParcelFacts, limits: Limits, now: Date): TroubleDue | null {
  return troublesAhead(parcel, limits).find(({ at }) => at <= now) ?? null
}

/** When the clock has to look again if its carrier says nothing more; null for never. Pure. */
export function nextTroubleAt(parcel: ParcelFacts, limits: Limits, after: Date): Date | null {
  const times = troublesAhead(parcel, limits).flatMap(({ at }) => (at > after ? [at.getTime()] : []))
  return times.length > 0 ? new Date(Math.min(...times)) : null
}

/** All that a parcel is in, or will be if nothing more happens; the weightiest first. */
function troublesAhead(parcel: ParcelFacts, limits: Limits): readonly TroubleDue[] {
  if (parcel.isOver) return []
  if (isDelivered(parcel)) return parcel.isElsewhere ? [said('elsewhere', parcel.deliveredAt ?? parcel.recordedAt)] : []
  return parcel.scannedAt || wentWrong(parcel) ? onItsWay(parcel, limits) : onPaper(parcel, limits)
}

/** What went wrong after a delivery counts. */
function isDelivered({ deliveredAt, tag, tagSince }: ParcelFacts): boolean {
  return deliveredAt !== null && !(tag === 'Exception' && tagSince && tagSince > deliveredAt)
}

const wentWrong = ({ tag }: ParcelFacts) => tag === 'Exception' || tag === 'Expired'

const WRONG: Readonly<Partial<Record<CarrierDetail, Trouble>>> = {
  ...{ damaged: 'damaged', lost: 'lost', returning: 'returning', refused: 'returning', customs: 'customs' },
}

function onItsWay(parcel: ParcelFacts, limits: Limits): readonly TroubleDue[] {
  const { tag, detail, saidAt, scannedAt, isAbroad } = parcel
  const since = parcel.tagSince ?? saidAt ?? scannedAt ?? parcel.recordedAt
  if (tag === 'Exception') return [said((detail && WRONG[detail]) ?? 'exception', since)]
  const days = (name: 'stuck' | 'deliver') =>
    limits[isAbroad ? (`${name}-international` as const) : (`${name}-domestic` as const)]
  const quiet: TroubleDue[] = []
  if (tag === 'Expired') quiet.push(silent('lost', since, since, parcel))
  // What nobody but people said is silent of itself.
  if (saidAt && tag && tag !== 'AvailableForPickup') {
    quiet.push(silent('lost', saidAt, addDays(saidAt, limits.lost), parcel))
    quiet.push(silent('stuck', saidAt, addDays(saidAt, days('stuck')), parcel))
  }
  if (tag === 'AttemptFail') quiet.push(said('attempt', since))
  if (tag === 'AvailableForPickup') quiet.push({ ...said('pickup', since), until: addDays(since, limits.pickup) })
  if (scannedAt && saidAt) quiet.push(said('overdue', addDays(scannedAt, days('deliver'))))
  return quiet
}

function onPaper(parcel: ParcelFacts, limits: Limits): readonly TroubleDue[] {
  const { tag, saidAt, followedAt, isRefused, recordedAt, scanBy } = parcel
  const known = tag !== 'Pending' && (tag !== null || saidAt !== null)
  const from = followedAt && max([followedAt, recordedAt])
  const dues: TroubleDue[] = []
  if (from && isRefused) dues.push(said('invalid', from))
  else if (from && !known) dues.push(silent('invalid', from, addHours(from, limits['unknown-number']), parcel))
  if (scanBy) dues.push(said('forgotten', scanBy))
  return dues
}

const said = (trouble: Trouble, at: Date): TroubleDue => ({ trouble, since: at, at, until: null, isSilence: false })

/** A carrier that was silent about all is given a while to catch up. */
function silent(trouble: Trouble, since: Date, at: Date, { carrierBackAt }: ParcelFacts): TroubleDue {
  const by = carrierBackAt ? max([at, addHours(carrierBackAt, GRACE_HOURS)]) : at
  return { trouble, since, at: by, until: null, isSilence: true }
}
