import { and, eq, not, or, type SQL, sql } from 'drizzle-orm'
import { caseKinds } from './kind.ts'
import { cases } from './tables.ts'

/** The cases that a supplier's contact may know of: its own, but for those that staff keep to themselves as yet. */
export function visibleToSupplier(supplierId: string): SQL | undefined {
  return and(eq(cases.supplierId, supplierId), not(hiddenFromSuppliers()))
}

/** The cases that staff keep to themselves as yet. */
export function hiddenFromSuppliers(): SQL {
  const kept = caseKinds().flatMap(({ hiddenFromSupplier }) => hiddenFromSupplier ?? [])
  return or(...kept) ?? sql`false`
}
