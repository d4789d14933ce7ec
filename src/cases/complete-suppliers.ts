import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { purchaseOrderLines } from '../purchase-orders/tables.ts'
import { lackingOf } from '../suppliers/carries.ts'
import { suppliersLike } from '../suppliers/find-supplier.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { kindOf } from './kind.ts'
import { findCase } from './load-case.ts'
import type { Case } from './tables.ts'

/** Suppliers by name, for staff: those first that list what the case named next to it is about. */
export async function completeSuppliers(
  db: Reads,
  actor: Actor,
  typed: string,
  named: unknown,
): Promise<readonly Choice[]> {
  if (actor.side !== 'staff') return []
  const all = await suppliersLike(db, typed)
  const one = typeof named === 'string' ? await caseOrNull(db, actor, named) : null
  return one ? byCarrying(db, one, all) : all.map(({ name }) => ({ value: name, label: name }))
}

async function byCarrying(db: Reads, one: Case, all: readonly Supplier[]): Promise<readonly Choice[]> {
  const rows = await db
    .select({ sku: purchaseOrderLines.sku })
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.purchaseOrderId, one.purchaseOrderId))
  const skus = rows.map(({ sku }) => sku)
  const { leavesSupplier } = kindOf(one)
  const others = all.filter(({ id }) => !leavesSupplier || id !== one.supplierId)
  const found = []
  for (const { id, name } of others) found.push({ name, lacking: await lackingOf(db, id, skus) })
  return found
    .toSorted((a, b) => a.lacking.length - b.lacking.length)
    .map(({ name, lacking }) => ({
      value: name,
      label: name,
      ...(lacking.length > 0 && { detail: `does not list ${list(lacking)}` }),
    }))
}

async function caseOrNull(db: Reads, actor: Actor, named: string): Promise<Case | null> {
  try {
    return await findCase(db, actor, named)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
