import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { list } from '../kernel/words/text.ts'
import { type Order, orderLines } from '../orders/tables.ts'
import type { Piece } from '../shipments/pieces.ts'
import { refundsOf } from './find-refunds.ts'
import { type CaseRefund, type Rest, restOf } from './rest-of-pieces.ts'
import type { Recorded, StoreRefund } from './same-refund.ts'

/**
 * What was paid for pieces, and what of it nobody refunded yet, neither a case of the order nor its store; `words` where any did, for staff alone.
 * `others`: some of it was refunded by other cases, or in the store.
 */
export type LeftOfPieces = { full: Money; left: Money; words: string | null; others: boolean }

/** @param own the id of the case that refunds; null for one that is being opened */
export async function leftOfPieces(
  db: Reads,
  order: Order,
  pieces: readonly Piece[],
  own: string | null,
): Promise<LeftOfPieces> {
  const { id, currency } = order
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, id))
  const { recorded, onlyTold } = await refundsOf(db, order)
  const { full, left, before } = restOf(pieces, lines, [...byCase(recorded), ...onlyTold.flatMap(inPieces)], own)
  const others = before.some(one => one.caseId !== own)
  return { full: { currency, minor: full }, left: { currency, minor: left }, words: inWords(before, currency), others }
}

/** `EUR 44.50 was refunded for the same lines before (C1)` */
function inWords(before: Rest['before'], currency: string): string | null {
  if (before.length === 0) return null
  const minor = before.reduce((total, one) => total + one.minor, 0)
  const whose = list([...new Set(before.map(({ number }) => number))])
  return `${inMoney({ currency, minor })} was refunded for the same lines before (${whose})`
}

/** All that a case refunded is of its pieces: in parts it comes to no more than at once. */
function byCase(recorded: readonly Recorded[]): readonly CaseRefund[] {
  return [...Map.groupBy(recorded, ({ caseId }) => caseId).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, minor: more.reduce((all, { minor }) => all + minor, first.minor) }] : [],
  )
}

/** What the store paid back for pieces, and no case has on record. */
function inPieces({ id, pieces }: StoreRefund): readonly CaseRefund[] {
  return pieces.map(({ minor, ...piece }) => ({
    caseId: `store ${id}`,
    number: 'in the store',
    minor,
    pieces: [piece],
  }))
}
