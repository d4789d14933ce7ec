import type { Backorder } from './answered-pieces.ts'
import type { DeclineReason } from './decline-reason.ts'
import { isLive, type PurchaseOrderState, type Times } from './purchase-order.ts'
import type { PurchaseOrderLine } from './tables.ts'

/** How many pieces of a line are at each place. Their sum is what was asked for when it was sent, always. */
export type Pieces = {
  asked: number
  acknowledged: number
  backordered: number
  declined: number
  withdrawn: number
  shipped: number
  delivered: number
  returned: number
}

type Stored = Pick<PurchaseOrderLine, 'asked' | 'quantity' | 'waiting' | 'backordered' | 'declined' | 'returned'>

/**
 * Where the pieces of a line are. What is in parcels left from what was acknowledged first, then from what comes later. Pure.
 * @param inParcels pieces in its parcels
 * @param came of them, those in parcels that were delivered
 */
export function piecesOf(po: Times, line: Stored, inParcels: number, came = 0): Pieces {
  const saidNo = sum(line.declined)
  const rest = line.quantity - inParcels
  const back = Math.min(line.returned, inParcels)
  // What came back had come first, as far as anybody knows.
  const delivered = Math.max(0, Math.min(came, inParcels) - back)
  const parcels = { shipped: inParcels - back - delivered, delivered, returned: back }
  const withdrawn = line.asked - line.quantity - saidNo
  const none = { ...parcels, asked: 0, acknowledged: 0, backordered: 0 }
  if (!isLive(po))
    return po.cancelledAt
      ? { ...none, declined: saidNo, withdrawn: withdrawn + rest }
      : { ...none, declined: saidNo + rest, withdrawn }
  const later = Math.min(sum(line.backordered), rest)
  const asked = Math.min(line.waiting, rest - later)
  return { ...parcels, asked, acknowledged: rest - later - asked, backordered: later, declined: saidNo, withdrawn }
}

/** How a purchase order of which nothing is left has ended: its supplier declined the last pieces, or they were withdrawn. */
export type LastWord = Extract<PurchaseOrderState, 'declined' | 'cancelled'>

/**
 * The state of a purchase order as its pieces have it. Pure.
 * @param sent whether its supplier has it
 * @param last how it ended, where nothing is left: the pieces do not tell which of them went last
 */
export function stateOfPieces(sent: boolean, lines: readonly Pieces[], last: LastWord): PurchaseOrderState {
  const all = (...places: readonly (keyof Pieces)[]) =>
    lines.reduce((total, line) => total + places.reduce((part, place) => part + line[place], 0), 0)
  const toShip = all('asked', 'acknowledged', 'backordered')
  const gone = all('shipped', 'delivered', 'returned')
  if (toShip + gone === 0) return last
  if (!sent) return 'draft'
  if (gone > 0) return toShip > 0 ? 'partly_shipped' : all('shipped') > 0 ? 'shipped' : 'delivered'
  return all('asked') > 0 ? 'sent' : 'acknowledged'
}

/** What a supplier says of pieces that are in no parcel. */
export type PieceAnswer =
  | { say: 'accept' }
  | { say: 'backorder'; until: string }
  | { say: 'decline'; reason: DeclineReason; note: string | null }

/** Which pieces an answer is about first, where it does not name all. */
const FIRST = {
  accept: ['asked', 'backordered', 'acknowledged'],
  backorder: ['backordered', 'asked', 'acknowledged'],
  decline: ['asked', 'backordered', 'acknowledged'],
} as const

/**
 * A line after answers about pieces of it, in the order in which they were given: a piece answered in one is not taken for
 * another. More pieces than are left to ship are the caller's to refuse. Pure.
 */
export function allot(
  line: Stored,
  now: Pieces,
  answers: readonly { pieces: number; answer: PieceAnswer }[],
): Pick<Stored, 'quantity' | 'waiting' | 'backordered' | 'declined'> {
  const old = { asked: now.asked, acknowledged: now.acknowledged, backordered: now.backordered }
  let later: readonly Backorder[] = []
  let { quantity, declined } = line
  for (const { pieces, answer } of answers) {
    let rest = pieces
    for (const place of FIRST[answer.say]) {
      const taken = Math.min(rest, old[place])
      old[place] -= taken
      rest -= taken
    }
    const given = pieces - rest
    if (given === 0) continue
    if (answer.say === 'backorder') later = [...later, { until: answer.until, quantity: given }]
    if (answer.say === 'decline') {
      quantity -= given
      declined = [...declined, { quantity: given, reason: answer.reason, note: answer.note }]
    }
  }
  return { quantity, declined, waiting: old.asked, backordered: [...keep(line.backordered, old.backordered), ...later] }
}

/** So many of the pieces that come later, those that come first. */
function keep(backordered: readonly Backorder[], pieces: number): readonly Backorder[] {
  let rest = pieces
  return backordered
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
    .flatMap(one => {
      const quantity = Math.min(rest, one.quantity)
      rest -= quantity
      return quantity > 0 ? [{ ...one, quantity }] : []
    })
}

function sum(some: readonly { quantity: number }[]): number {
  return some.reduce((total, one) => total + one.quantity, 0)
}
