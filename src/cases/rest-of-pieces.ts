import type { Piece } from '../shipments/pieces.ts'

/** What a case refunded, or the store without one, and the pieces that it is about. */
export type CaseRefund = { caseId: string; number: string; minor: number; pieces: readonly Piece[] }
/** What was paid for all pieces of a line that were ever bought: after discounts, with tax. */
type Line = { id: string; ordered: number; paidMinor: number }

/** In minor units: what was paid for pieces, what of it nobody refunded yet, and who refunded what for their lines. */
export type Rest = { full: number; left: number; before: readonly { caseId: string; number: string; minor: number }[] }

/**
 * What is left to refund of pieces. A refund is of the pieces of its case; nobody knows which of several like pieces two
 * cases are about, so they are taken for the same ones only where no others are left. Pure.
 * @param refunds the first first
 * @param own the case that asks, whose pieces are the same ones for certain
 */
export function restOf(
  pieces: readonly Piece[],
  lines: readonly Line[],
  refunds: readonly CaseRefund[],
  own: string | null,
): Rest {
  const known = new Map(lines.map(line => [line.id, line]))
  const worth = ({ lineId, quantity }: Piece) => paidFor(known.get(lineId), quantity)
  const room = new Map(lines.map(({ id, paidMinor }) => [id, paidMinor]))
  const shares = refunds.map(refund => ({ refund, shares: spread(refund, room, worth) }))
  const ours = shares.filter(({ refund }) => refund.caseId === own)
  const mine = (piece: Piece) => ours.reduce((all, { shares }) => all + (shares.get(piece.lineId) ?? 0), 0)
  const left = (piece: Piece) => Math.max(0, Math.min(worth(piece) - mine(piece), room.get(piece.lineId) ?? 0))
  const before = shares.map(({ refund: { caseId, number }, shares }) => ({
    caseId,
    number,
    minor: sum(pieces, ({ lineId }) => shares.get(lineId) ?? 0),
  }))
  return {
    full: sum(pieces, worth),
    left: sum(pieces, left),
    before: before.filter(({ minor }) => minor > 0),
  }
}

/** What was paid for so many pieces of a line, rounded to the minor unit. */
function paidFor(line: Line | undefined, quantity: number): number {
  if (!line || line.ordered <= 0) return 0
  return Math.round((line.paidMinor * Math.min(quantity, line.ordered)) / line.ordered)
}

/** Takes a refund out of the lines of its pieces, by what is left of each; what is beyond them is not for pieces. */
function spread({ minor, pieces }: CaseRefund, room: Map<string, number>, worth: (piece: Piece) => number) {
  const shares = new Map<string, number>()
  const cap = (piece: Piece) => Math.min(worth(piece), room.get(piece.lineId) ?? 0)
  const all = sum(pieces, cap)
  const given = Math.min(minor, all)
  let [reached, spent] = [0, 0]
  for (const piece of pieces) {
    reached += cap(piece)
    const share = all === 0 ? 0 : Math.round((given * reached) / all) - spent
    spent += share
    shares.set(piece.lineId, share)
    room.set(piece.lineId, (room.get(piece.lineId) ?? 0) - share)
  }
  return shares
}

const sum = (pieces: readonly Piece[], of: (piece: Piece) => number) =>
  pieces.reduce((total, piece) => total + of(piece), 0)
