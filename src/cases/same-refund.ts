import type { Piece } from '../shipments/pieces.ts'

/**
 * A refund that a case has on record, in minor units; its pieces are those of its case. `externalId`: the store's own id of
 * it, where the store gave it back because it was asked to.
 */
export type Recorded = {
  caseId: string
  number: string
  at: Date
  minor: number
  pieces: readonly Piece[]
  externalId?: string | null
}
/**
 * A refund that the store reported, in minor units. `at` is null, and `pieces` are none, where the store names none.
 */
export type StoreRefund = {
  id: string
  at: Date | null
  minor: number
  /** Of it, for shipping. */
  shippingMinor: number
  pieces: readonly (Piece & { minor: number })[]
}

/** All refunds of an order, each once. */
export type CountedRefunds = {
  /** What was refunded in all, in minor units, with what is in doubt counted twice. */
  minor: number
  /** What the store paid back that is on record as well. */
  both: readonly { told: StoreRefund; recorded: Recorded }[]
  onlyTold: readonly StoreRefund[]
  onlyRecorded: readonly Recorded[]
  /** Pairs of which nobody can say whether they are one refund or two. */
  doubts: readonly { told: StoreRefund; recorded: Recorded }[]
}

/**
 * How far apart the record and the payment of one refund are, at most: a month, as money is often booked once a month.
 */
const APART = 31 * 24 * 3_600_000

/**
 * Counts every refund once, whether the store reported it first or a case recorded it. Two are one where the store was
 * asked for it and answered with that id, or where their amounts agree
 * (in all, or without the shipping), no time between them is longer than a month, and they are of the same lines or the
 * store names none; the nearest in time pair first. Several of one side that come to one of the other are that one.
 * Where only the amounts differ, it is in doubt. Pure.
 */
export function countOnce(recorded: readonly Recorded[], told: readonly StoreRefund[]): CountedRefunds {
  const both: { told: StoreRefund; recorded: Recorded }[] = []
  const [freeTold, freeRecorded] = [new Set(told), new Set(recorded)]
  const take = (theirs: readonly StoreRefund[], ours: readonly Recorded[]) => {
    for (const one of theirs) for (const record of ours) both.push({ told: one, recorded: record })
    for (const one of theirs) freeTold.delete(one)
    for (const one of ours) freeRecorded.delete(one)
  }
  for (const { told, recorded } of pairs(freeTold, freeRecorded).filter(isSame)) take([told], [recorded])
  for (const { told, recorded } of nearest(pairs(freeTold, freeRecorded).filter(agree)))
    if (freeTold.has(told) && freeRecorded.has(recorded)) take([told], [recorded])
  for (const one of [...freeTold]) {
    const ours = [...freeRecorded].filter(record => mayBe(one, record))
    const groups = [ours, ...Map.groupBy(ours, ({ caseId }) => caseId).values()]
    const group = groups.find(some => some.length > 1 && isAmount(one, sum(some)))
    if (group) take([one], group)
  }
  for (const record of [...freeRecorded]) {
    const theirs = [...freeTold].filter(one => mayBe(one, record))
    if (theirs.length > 1 && (sum(theirs) === record.minor || sum(theirs.map(ofPieces)) === record.minor))
      take(theirs, [record])
  }
  return {
    minor: sum(told) + sum([...freeRecorded]),
    both,
    onlyTold: [...freeTold],
    onlyRecorded: [...freeRecorded],
    doubts: inDoubt(freeTold, freeRecorded),
  }
}

/**
 * The refunds that entries of one case come to: what was corrected downwards is taken off the newest. Pure.
 * @param entries what was settled, the first first, below zero where it was corrected
 */
export function refundsIn(entries: readonly Recorded[]): readonly Recorded[] {
  const kept: Recorded[] = []
  for (const entry of entries) {
    if (entry.minor > 0) kept.push(entry)
    for (let less = -entry.minor; less > 0; ) {
      const last = kept.pop()
      if (!last) break
      if (last.minor > less) kept.push({ ...last, minor: last.minor - less })
      less -= last.minor
    }
  }
  return kept
}

type Pair = { told: StoreRefund; recorded: Recorded }

const pairs = (told: Iterable<StoreRefund>, recorded: Iterable<Recorded>): Pair[] =>
  [...told].flatMap(one => [...recorded].map(record => ({ told: one, recorded: record })))
const sum = (some: readonly { minor: number }[]) => some.reduce((all, { minor }) => all + minor, 0)
const ofPieces = ({ minor, shippingMinor }: StoreRefund) => ({ minor: minor - shippingMinor })
const isAmount = (told: StoreRefund, minor: number) => told.minor === minor || ofPieces(told).minor === minor
const agree = ({ told, recorded }: Pair) => isAmount(told, recorded.minor) && mayBe(told, recorded)
const apart = ({ told, recorded }: Pair) =>
  told.at ? Math.abs(told.at.getTime() - recorded.at.getTime()) : Number.POSITIVE_INFINITY

/** Whether they are one for certain. */
const isSame = ({ told, recorded }: Pair) => told.id === recorded.externalId

/** Whether lines and times allow that they are one; one that is known by the store's id matches nothing else. */
function mayBe(told: StoreRefund, recorded: Recorded): boolean {
  if (recorded.externalId && told.at) return told.id === recorded.externalId
  if (told.at && apart({ told, recorded }) > APART) return false
  const lines = new Set(recorded.pieces.map(({ lineId }) => lineId))
  return told.pieces.length === 0 || lines.size === 0 || told.pieces.some(({ lineId }) => lines.has(lineId))
}

const nearest = (some: readonly Pair[]) => some.toSorted((one, other) => apart(one) - apart(other) || 0)

function inDoubt(told: ReadonlySet<StoreRefund>, recorded: ReadonlySet<Recorded>): readonly Pair[] {
  const found: Pair[] = []
  for (const pair of nearest(pairs(told, recorded).filter(({ told, recorded }) => mayBe(told, recorded))))
    if (!found.some(one => one.told === pair.told || one.recorded === pair.recorded)) found.push(pair)
  return found
}
