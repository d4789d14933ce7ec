import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Order, orderRefundLines, orderRefunds } from '../orders/tables.ts'
import { caseKinds, type RefundedPieces } from './kind.ts'
import { type CountedRefunds, countOnce, type Recorded, refundsIn, type StoreRefund } from './same-refund.ts'
import { caseEntries, cases } from './tables.ts'

/** Every refund of an order once, in its currency: what its cases have on record and what its store reported. */
export async function refundsOf(db: Reads, order: Order): Promise<CountedRefunds & { recorded: readonly Recorded[] }> {
  const recorded = await recordedOf(db, order)
  return { ...countOnce(recorded, await toldOf(db, order)), recorded }
}

/** What the cases of an order refunded, and for which pieces; the first first. */
async function recordedOf(db: Reads, { id, currency }: Order): Promise<readonly Recorded[]> {
  const settled = and(
    eq(caseEntries.orderId, id),
    eq(caseEntries.ledger, 'refund'),
    eq(caseEntries.kind, 'settled'),
    eq(caseEntries.currency, currency),
  )
  const entries = await db
    .select({
      ...{ caseId: cases.id, number: cases.number, at: caseEntries.enteredAt, minor: caseEntries.minor },
      externalId: caseEntries.externalId,
    })
    .from(caseEntries)
    .innerJoin(cases, eq(cases.id, caseEntries.caseId))
    .where(settled)
    .orderBy(asc(caseEntries.id))
  const ids = [...new Set(entries.map(({ caseId }) => caseId))]
  if (ids.length === 0) return []
  const pieces: RefundedPieces[number][] = []
  for (const { refundedPieces } of caseKinds()) pieces.push(...((await refundedPieces?.(db, ids)) ?? []))
  const of = (caseId: string) =>
    pieces.filter(one => one.caseId === caseId).map(({ orderLineId, quantity }) => ({ lineId: orderLineId, quantity }))
  return ids.flatMap(caseId =>
    refundsIn(entries.filter(one => one.caseId === caseId).map(entry => ({ ...entry, pieces: of(caseId) }))),
  )
}

/** What the store paid back; what it only counts in its total stands last, without a time and without pieces. */
async function toldOf(db: Reads, { id, refundedMinor }: Order): Promise<readonly StoreRefund[]> {
  const rows = await db
    .select()
    .from(orderRefunds)
    .where(eq(orderRefunds.orderId, id))
    .orderBy(asc(orderRefunds.externalId))
  const ids = rows.map(row => row.id)
  const lines =
    ids.length > 0 ? await db.select().from(orderRefundLines).where(inArray(orderRefundLines.refundId, ids)) : []
  const named = rows.map(row => ({
    ...{ id: row.externalId, at: row.refundedAt, minor: row.amountMinor, shippingMinor: row.shippingMinor },
    pieces: lines
      .filter(line => line.refundId === row.id)
      .map(({ orderLineId, quantity, amountMinor }) => ({ lineId: orderLineId, quantity, minor: amountMinor })),
  }))
  const rest = refundedMinor - named.reduce((all, { minor }) => all + minor, 0)
  const paid = named.filter(({ minor }) => minor > 0)
  return rest > 0 ? [...paid, { id: 'total', at: null, minor: rest, shippingMinor: 0, pieces: [] }] : paid
}
