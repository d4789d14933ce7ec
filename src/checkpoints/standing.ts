import { CARRIER_TAGS, type CarrierDetail, type CarrierTag } from '../kernel/shapes/feed.ts'
import type { Checkpoint } from './tables.ts'

/** What a fold needs of a checkpoint. */
export type ScanFact = Pick<Checkpoint, 'key' | 'at' | 'tag' | 'detail' | 'words' | 'status'>

/** Where a parcel stands by all that its carrier said. */
export type Standing = {
  /** Null while nothing was said that we know. */
  tag: CarrierTag | null
  detail: CarrierDetail | null
  /** Since when it stands there, by the carrier. */
  since: Date | null
  /** The newest that counts, or whose status nobody knows: its words are the carrier's last. */
  last: ScanFact | null
  /** The first scan: since when the carrier itself has it, never when its label was made. */
  acceptedAt: Date | null
  /** When the customer first had it; what came back to its sender did not get there. */
  deliveredAt: Date | null
  /** When its sender first had it again. */
  backAt: Date | null
  /** How many statuses nobody knows. */
  unknown: number
  /** How many are of another parcel, which had this number before. */
  earlier: number
}

const NOTHING: Standing = {
  ...{ tag: null, detail: null, since: null, last: null, acceptedAt: null, deliveredAt: null, backAt: null },
  ...{ unknown: 0, earlier: 0 },
}
/** Nothing but paper yet. */
const PAPER: ReadonlySet<CarrierTag> = new Set(['Pending', 'InfoReceived'])
/** What only a carrier that has the parcel says. An exception may be about its label. */
const HAS_IT: ReadonlySet<CarrierTag> = new Set([
  ...(['InTransit', 'OutForDelivery', 'AttemptFail', 'AvailableForPickup', 'Delivered'] as const),
])
/** Said of a parcel on its way, by a carrier that waits for it. */
const WAITS =
  /awaiting (item|parcel|package|receipt|collection)|not (yet )?(received|arrived|in (our |the )?(system|possession))|pre-?(shipment|advice)|label (was )?(created|printed)|(electronic|shipment|shipping) (information|info|data) (was |has been )?(received|sent)|electronically (notified|transmitted)/i

/**
 * Folds what a carrier said, in any order and however often, by each thing's own time. A late old scan lowers nothing;
 * after a delivery only what goes wrong with it counts, and on the way back nothing but that. Pure.
 * @param since what is older is of a parcel that had the number before
 */
export function standingOf(all: readonly ScanFact[], since: Date): Standing {
  const own = all.filter(({ at }) => at >= since).toSorted(byTime)
  const once = own.filter((one, place) => one.key !== own[place - 1]?.key)
  return once.reduce(follow, { ...NOTHING, earlier: new Set(all.filter(({ at }) => at < since).map(keyOf)).size })
}

function follow(before: Standing, told: ScanFact): Standing {
  if (!told.tag) return { ...before, last: told, unknown: before.unknown + 1 }
  const now = {
    ...before,
    acceptedAt: before.acceptedAt ?? (isAccepted(told) ? told.at : null),
    ...(told.tag === 'Delivered' && whoHasIt(before, told.at)),
  }
  if (isReturning(before)) return PAPER.has(told.tag) ? now : { ...now, last: told }
  if (!counts(told.tag, before.tag)) return now
  const detail = told.detail === 'accepted' ? null : told.detail
  const isThere = told.tag === before.tag && detail === before.detail
  return { ...now, tag: told.tag, detail, since: isThere ? before.since : told.at, last: told }
}

const whoHasIt = (before: Standing, at: Date) =>
  isReturning(before) ? { backAt: before.backAt ?? at } : { deliveredAt: before.deliveredAt ?? at }

const isReturning = ({ tag, detail }: Pick<Standing, 'tag' | 'detail'>) => tag === 'Exception' && detail === 'returning'

/** Whether something newer changes where it stands. */
function counts(newer: CarrierTag, tag: CarrierTag | null): boolean {
  if (tag === 'Delivered') return newer === 'Exception'
  if (PAPER.has(newer)) return tag === null || (PAPER.has(tag) && rankOf(newer) >= rankOf(tag))
  // Nobody looks for it any more: that takes nothing back.
  return newer !== 'Expired' || tag !== 'Exception'
}

function isAccepted({ tag, detail, words }: ScanFact): boolean {
  if (detail === 'accepted') return true
  return tag !== null && HAS_IT.has(tag) && (tag !== 'InTransit' || !WAITS.test(words ?? ''))
}

/** Of the same moment what is further on comes last. */
function byTime(one: ScanFact, other: ScanFact): number {
  return one.at.getTime() - other.at.getTime() || rankOf(one.tag) - rankOf(other.tag) || compare(one.key, other.key)
}

/** A delivery outranks the trouble of its own moment. */
const ORDER = CARRIER_TAGS.toSorted((one, other) => Number(one === 'Delivered') - Number(other === 'Delivered'))
const rankOf = (tag: CarrierTag | null) => (tag ? ORDER.indexOf(tag) : -1)
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
const keyOf = ({ key }: ScanFact) => key
