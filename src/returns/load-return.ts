import { and, asc, eq } from 'drizzle-orm'
import { loadCase, mustBeOpen } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { purchaseOrderLines as pins } from '../purchase-orders/tables.ts'
import type { ReturnLine } from './inspection.ts'
import { mustMoveReturn, type ReturnMove, type ReturnTimes } from './return.ts'
import { type ReturnRow, returnLines, returns } from './tables.ts'

export type LoadedReturn = { one: Case; row: ReturnRow }

/**
 * The return that somebody named, its order locked until the transaction ends; the same checks as for any case.
 * @throws Refusal for a case of another kind, and for a return that cannot be moved so.
 */
export async function loadReturn(verb: Verb, named: string, move: ReturnMove): Promise<LoadedReturn> {
  const one = await loadCase(verb.db, verb.actor, named)
  const [row] = await verb.db.select().from(returns).where(eq(returns.caseId, one.id))
  if (!row) throw new Refusal(`${one.number} is not a return.`, 'case')
  mustMoveReturn(one.number, timesOf(one, row), move, row.approvedBy)
  mustBeOpen(one)
  return { one, row }
}

/** A return is closed when its case is. */
export function timesOf({ closedAt }: Pick<Case, 'closedAt'>, row: Omit<ReturnTimes, 'closedAt'>): ReturnTimes {
  return { ...row, closedAt }
}

/** The lines of a return as their supplier was sent them, in the order's own order. */
export async function returnLinesOf(db: Reads, caseId: string): Promise<readonly ReturnLine[]> {
  return db
    .select({
      id: pins.orderLineId,
      sku: pins.sku,
      title: pins.title,
      quantity: returnLines.quantity,
      fates: returnLines.fates,
    })
    .from(returnLines)
    .innerJoin(returns, eq(returns.caseId, returnLines.caseId))
    .innerJoin(
      pins,
      and(eq(pins.purchaseOrderId, returns.purchaseOrderId), eq(pins.orderLineId, returnLines.orderLineId)),
    )
    .where(eq(returnLines.caseId, caseId))
    .orderBy(asc(pins.position))
}
