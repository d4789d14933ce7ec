import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Reads } from '../kernel/ground/db.ts'
import { beginsWith, numberKey } from '../kernel/ground/number-key.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { findStore } from '../stores/find-store.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { suppliers } from '../suppliers/tables.ts'
import { caseLists, listedCases } from './listed-cases.ts'
import { type Case, cases } from './tables.ts'

/** Which open cases are wanted: what the list and the work page narrow them by. Names are as people write them. */
export const CaseFilter = z.object({
  which: z.enum(caseLists).default('all'),
  kind: z.string().trim().min(1).optional(),
  supplier: z.string().trim().min(1).optional(),
  store: z.string().trim().min(1).optional(),
  /** How its number, or that of its purchase order, begins. */
  text: z.string().trim().min(1).max(200).optional(),
})
export type CasesWanted = z.output<typeof CaseFilter>
export type CaseRow = { one: Case; po: string; supplier: string }

/**
 * Part of the open cases that are wanted, those that speak next first, and how many there are. For staff.
 * @throws Refusal for a supplier or store that is not here
 */
export async function casesOn(
  { db, actor, now }: { db: Reads; actor: Actor; now: Date },
  wanted: CasesWanted,
  { from, most }: { from: number; most: number },
): Promise<{ rows: readonly CaseRow[]; all: number }> {
  const which = and(listedCases(wanted.which, actor, now), await narrowed(db, wanted))
  const rows = await db
    .select({ one: cases, po: purchaseOrders.number, supplier: suppliers.name })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(which)
    .orderBy(asc(cases.nextAt), asc(cases.openedAt), asc(cases.id))
    .limit(most)
    .offset(from)
  return { rows, all: await db.$count(cases, which) }
}

async function narrowed(db: Reads, { kind, supplier, store, text }: CasesWanted): Promise<SQL | undefined> {
  const ofStore = store ? (await findStore(db, store)).id : null
  const begun = text?.replace(/^#/, '').toLowerCase()
  const itsOrders = db.select({ id: orders.id }).from(orders)
  const numbered = db.select({ id: purchaseOrders.id }).from(purchaseOrders)
  const ofNumber = (text: string) =>
    or(
      beginsWith(numberKey(cases.number), text),
      inArray(cases.purchaseOrderId, numbered.where(beginsWith(numberKey(purchaseOrders.number), text))),
    )
  return and(
    kind ? eq(cases.kind, kind) : undefined,
    supplier ? eq(cases.supplierId, (await findSupplier(db, supplier)).id) : undefined,
    ofStore ? inArray(cases.orderId, itsOrders.where(eq(orders.storeId, ofStore))) : undefined,
    begun ? ofNumber(begun) : undefined,
  )
}
