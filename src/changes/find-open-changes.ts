import { and, asc, eq } from 'drizzle-orm'
import { visibleToSupplier } from '../cases/shown-to.ts'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { openChangeCases } from '../order-desk/change-cases.ts'
import { purchaseOrderView } from '../order-desk/order-view.ts'
import { askedWords, openChanges } from '../purchase-orders/open-changes.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'

/** Purchase orders whose supplier was asked for a change and has not answered. */
export type OpenChanges = { lines: readonly CardLine[]; all: number }

/**
 * Those asked first come first.
 * @param supplierId whose; of all suppliers where it is null, each named
 */
export async function findOpenChanges(
  db: Reads,
  supplierId: string | null,
  { from, most }: { from: number; most: number },
): Promise<OpenChanges> {
  const own = supplierId ? visibleToSupplier(supplierId) : undefined
  const which = and(openChangeCases, own)
  const rows = await db
    .select({ one: cases, po: purchaseOrders, supplier: suppliers.name })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(which)
    .orderBy(asc(cases.openedAt), asc(cases.id))
    .offset(from)
    .limit(most)
  const lines: CardLine[] = []
  for (const { one, po, supplier } of rows) {
    const asked = askedWords(openChanges(await purchaseOrderView(db, po)))
    lines.push({
      text: `${po.number} · ${asked}`,
      detail: [one.number, ...(supplierId ? [] : [supplier]), 'asked'].join(' · '),
      when: { at: one.openedAt.toISOString() },
    })
  }
  return { lines, all: await db.$count(cases, which) }
}
