import { and, eq, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { list } from '../kernel/words/text.ts'
import { type Order, orderLines } from '../orders/tables.ts'
import type { Piece } from '../shipments/pieces.ts'
import { caseKinds, type RefundedPieces } from './kind.ts'
import { inMoney, type Money } from './money.ts'
import { type CaseRefund, type Rest, restOf } from './rest-of-pieces.ts'
import { caseEntries, cases } from './tables.ts'

/**
 * What was paid for pieces, and what of it no case of the order refunded yet; `words` where any did, for staff alone.
 * `others`: some of it was refunded by other cases.
 */
export type LeftOfPieces = { full: Money; left: Money; words: string | null; others: boolean }

/** @param own the id of the case that refunds; null for one that is being opened */
export async function leftOfPieces(
  db: Reads,
  { id, currency }: Order,
  pieces: readonly Piece[],
  own: string | null,
): Promise<LeftOfPieces> {
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, id))
  const { full, left, before } = restOf(pieces, lines, await refundsOf(db, id, currency), own)
  const others = before.some(one => one.caseId !== own)
  return { full: { currency, minor: full }, left: { currency, minor: left }, words: inWords(before, currency), others }
}

/** `EUR 44.50 was refunded for the same lines before (C1)` */
function inWords(before: Rest['before'], currency: string): string | null {
  if (before.length === 0) return null
  const minor = before.reduce((total, one) => total + one.minor, 0)
  const whose = list(before.map(({ number }) => number))
  return `${inMoney({ currency, minor })} was refunded for the same lines before (${whose})`
}

/** What the cases of an order refunded, and for which pieces; the first that refunded first. */
async function refundsOf(db: Reads, orderId: string, currency: string): Promise<readonly CaseRefund[]> {
  const settled = and(
    eq(caseEntries.orderId, orderId),
    eq(caseEntries.ledger, 'refund'),
    eq(caseEntries.kind, 'settled'),
    eq(caseEntries.currency, currency),
  )
  const refunds = await db
    .select({ caseId: cases.id, number: cases.number, minor: sql<string>`sum(${caseEntries.minor})` })
    .from(caseEntries)
    .innerJoin(cases, eq(cases.id, caseEntries.caseId))
    .where(settled)
    .groupBy(cases.id, cases.number)
    .orderBy(sql`min(${caseEntries.id})`)
  const ids = refunds.map(({ caseId }) => caseId)
  if (ids.length === 0) return []
  const pieces: RefundedPieces[number][] = []
  for (const { refundedPieces } of caseKinds()) pieces.push(...((await refundedPieces?.(db, ids)) ?? []))
  return refunds.map(({ caseId, number, minor }) => ({
    ...{ caseId, number, minor: Number(minor) },
    pieces: pieces
      .filter(one => one.caseId === caseId)
      .map(({ orderLineId, quantity }) => ({ lineId: orderLineId, quantity })),
  }))
}
