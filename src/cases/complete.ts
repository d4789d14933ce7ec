import { and, asc, eq, ilike, isNull, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { type Choice, MOST_CHOICES } from '../kernel/shapes/form.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { visibleToSupplier } from './shown-to.ts'
import { cases } from './tables.ts'

/**
 * Open cases whose number, or whose purchase order's, begins so: those that still wait for an answer first, then the oldest.
 * `kind` narrows them. To a supplier's contact only its own. One more than a form can list: then the number is typed.
 */
export async function completeCases(
  db: Reads,
  actor: Actor,
  typed: string,
  kind?: unknown,
): Promise<readonly Choice[]> {
  if (actor.side !== 'staff' && actor.side !== 'supplier') return []
  const begins = `${typed.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  const theirs = actor.side === 'supplier' ? visibleToSupplier(actor.supplierId) : undefined
  const rows = await db
    .select({ number: cases.number, po: purchaseOrders.number, supplier: suppliers.name, answered: cases.answeredAt })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(
      and(
        isNull(cases.closedAt),
        typeof kind === 'string' ? eq(cases.kind, kind) : undefined,
        theirs,
        sql`(${ilike(cases.number, begins)} or ${ilike(purchaseOrders.number, begins)})`,
      ),
    )
    .orderBy(sql`${cases.answeredAt} is not null`, asc(cases.openedAt), asc(cases.id))
    .limit(MOST_CHOICES + 1)
  return rows.map(({ number, po, supplier, answered }) => ({
    value: number,
    label: `${number} · ${po}`,
    detail: `${supplier}${answered ? ' · answered' : ''}`,
  }))
}
